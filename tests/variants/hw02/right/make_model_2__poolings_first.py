"""Both poolings before the only convolution."""


def make_model_2():
    steps = (
        nn.MaxPool2d(2),
        nn.MaxPool2d(2),
        nn.Conv2d(1, 64, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(64 * 7 * 7, 10),
    )
    return nn.Sequential(*steps)


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
