"""Layers from a generator, settings from a module-level dictionary."""


def layers_of(plan):
    channels = 1
    for step in plan:
        if step == "pool":
            yield nn.MaxPool2d(2)
        else:
            yield nn.Conv2d(channels, (channels := step), 3, padding=1)
            yield nn.ReLU()
    yield nn.Flatten()
    yield nn.Linear(channels * 49, 10)


SETTINGS = {"epochs": 4, "lr": 0.002}


def make_model_3():
    return nn.Sequential(*layers_of([16, "pool", 32, 32, "pool", 64]))


def settings_3():
    return SETTINGS


register("model 3", make_model_3, settings_3)
