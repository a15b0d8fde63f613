"""Two convolutions in a row with no ReLU between them."""
# loses: make_model_3_test


def make_model_3():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.Conv2d(16, 16, 3, padding=1),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 49, 10),
    )


def settings_3():
    return {"epochs": 5}


register("model 3", make_model_3, settings_3)
