"""A Sequential with two named parts, flat output, linear last layer."""


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.add_module(
        "encoder", nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2))
    )
    model.add_module("decoder", nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784)))
    return model
