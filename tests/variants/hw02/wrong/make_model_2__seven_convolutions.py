"""Seven convolutions."""

# typical
# loses: make_model_2_test


def make_model_2():
    layers = [nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    for _ in range(6):
        layers += [nn.Conv2d(12, 12, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12 * 49, 10))


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
