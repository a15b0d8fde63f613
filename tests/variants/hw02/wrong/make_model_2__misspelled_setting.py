"""An argument that `fit` does not know."""

# typical
# loses: make_model_2_learns_test


def make_model_2():
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


def settings_2():
    return {"epochs": 5, "learning_rate": 0.01}


register("model 2", make_model_2, settings_2)
