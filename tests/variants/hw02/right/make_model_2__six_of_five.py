"""Six convolutions of 5 x 5 with growing channels, LeNet's classifier."""


def make_model_2():
    layers, channels = [], 1
    for number, filters in enumerate([16, 16, 32, 32, 64, 64]):
        layers += [nn.Conv2d(channels, filters, 5, padding=2), nn.ReLU()]
        if number in (1, 3):
            layers.append(nn.MaxPool2d(2))
        channels = filters
    head = [nn.Flatten(), nn.Linear(64 * 49, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU()]
    return nn.Sequential(*layers, *head, nn.Linear(84, 10))


def settings_2():
    return {"epochs": 4, "lr": 1e-3, "schedule": "cosine", "restore": "best"}


register("model 2", make_model_2, settings_2)
