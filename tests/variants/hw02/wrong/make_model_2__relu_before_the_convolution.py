"""The ReLU stands before each convolution, and none after the last."""
# loses: make_model_2_test


def make_model_2():
    return nn.Sequential(
        nn.ReLU(),
        nn.Conv2d(1, 16, 5, padding=2),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
