"""One network, built once: the second run goes on with the first one's weights."""

# typical
# loses: make_model_3_test

NETWORK = nn.Sequential(
    nn.Conv2d(1, 16, 5, padding=2),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(16, 16, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(16 * 49, 10),
)


def make_model_3():
    return NETWORK


def settings_3():
    return {"epochs": 5}


register("model 3", make_model_3, settings_3)
