"""Three kinds of normalisation, before and after the ReLU."""


def make_model_2():
    return nn.Sequential(
        nn.BatchNorm2d(1),
        nn.Conv2d(1, 16, 5, padding=2, bias=False),
        nn.GroupNorm(4, 16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.BatchNorm2d(32),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3, padding=1),
        nn.InstanceNorm2d(32, affine=True),
        nn.ReLU(),
        nn.Flatten(),
        nn.LayerNorm(32 * 49),
        nn.Linear(32 * 49, 10),
    )


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
