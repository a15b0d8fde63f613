"""Grouped convolutions, a hand-written ReLU as a threshold, numpy settings left out."""


def make_model_3():
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.Threshold(0.0, 0.0),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=2, dilation=2, groups=4),
        nn.Threshold(0.0, 0.0),
        nn.MaxPool2d((2, 2)),
        nn.Flatten(start_dim=1),
        nn.Linear(32 * 49, 10),
    )


def settings_3():
    return {}


register("model 3", make_model_3, settings_3)
