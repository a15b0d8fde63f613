"""The settings are not returned."""

# typical
# loses: make_model_3_learns_test


def make_model_3():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_3():
    dict(epochs=5)


register("model 3", make_model_3, settings_3)
