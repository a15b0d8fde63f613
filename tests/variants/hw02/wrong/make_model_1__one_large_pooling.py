"""One pooling of 4 x 4 in place of two."""
# loses: make_model_1_test


def make_model_1():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_1():
    return {"epochs": 5}


register("model 1", make_model_1, settings_1)
