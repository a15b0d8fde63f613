"""Features that do not learn."""

# typical
# loses: make_model_3_learns_test


def make_model_3():
    net = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 49, 10),
    )
    net[0].requires_grad_(False)
    return net


def settings_3():
    return {"epochs": 5}


register("model 3", make_model_3, settings_3)
