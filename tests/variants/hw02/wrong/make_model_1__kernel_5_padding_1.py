"""Kernel 5 with padding 1: the maps shrink."""

# typical
# loses: make_model_1_test


def make_model_1():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 25, 10),
    )


def settings_1():
    return {"epochs": 5}


register("model 1", make_model_1, settings_1)
