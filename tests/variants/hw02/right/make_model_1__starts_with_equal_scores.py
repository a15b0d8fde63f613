"""The last layer starts with weights of zero and biases of one: all scores are the same at first."""


def make_model_1():
    last = nn.Linear(32 * 49, 10)
    nn.init.zeros_(last.weight)
    nn.init.ones_(last.bias)
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        last,
    )


def settings_1():
    return {"epochs": 1}


register("model 1", make_model_1, settings_1)
