"""Log-probabilities at the end: cross-entropy of them is the same as of the logits."""


def make_model_1():
    net = nn.Sequential()
    net.append(nn.Conv2d(1, 12, (5, 5), padding="same")).append(nn.BatchNorm2d(12))
    net.append(nn.ReLU(inplace=True)).append(nn.AdaptiveMaxPool2d(14))
    net.append(nn.Conv2d(12, 24, 3, padding=1, padding_mode="reflect")).append(nn.ReLU6())
    net.append(nn.AdaptiveMaxPool2d((7, 7))).append(nn.Flatten()).append(nn.Linear(1176, 10))
    return net.append(nn.LogSoftmax(dim=1))


def settings_1():
    return {"epochs": 5}


register("model 1", make_model_1, settings_1)
