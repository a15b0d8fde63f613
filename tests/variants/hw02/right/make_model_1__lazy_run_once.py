"""Lazy layers, run once before they are given away."""


def make_model_1():
    net = nn.Sequential(
        nn.LazyConv2d(12, 3, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.LazyConv2d(24, 5, padding="same"),
        nn.MaxPool2d(2),
        nn.LazyBatchNorm2d(),
        nn.ReLU(),
        nn.Flatten(),
        nn.LazyLinear(10),
    )
    net(torch.zeros(2, 1, 28, 28))
    return net


def settings_1():
    return {"epochs": 3, "batch_size": 50}


register("model 1", make_model_1, settings_1)
