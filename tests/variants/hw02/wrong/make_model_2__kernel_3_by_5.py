"""A kernel of 3 x 5."""
# loses: make_model_2_test


def make_model_2():
    return nn.Sequential(
        nn.Conv2d(1, 16, (3, 5), padding=(1, 2)),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
