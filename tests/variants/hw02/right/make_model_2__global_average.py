"""A single convolution, and only the mean of each map goes on."""


def make_model_2():
    return nn.Sequential(
        nn.Conv2d(1, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.MaxPool2d(2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 10),
    )


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
