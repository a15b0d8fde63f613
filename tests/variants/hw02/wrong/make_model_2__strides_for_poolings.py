"""Strides in place of poolings."""

# typical
# loses: make_model_2_test


def make_model_2():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Identity(),
        nn.Conv2d(16, 32, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Identity(),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
