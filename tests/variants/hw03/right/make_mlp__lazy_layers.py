"""Lazy layers that are run once, so that they know their sizes."""


def make_mlp():
    network = nn.Sequential(nn.Flatten(), nn.LazyLinear(64), nn.Mish(), nn.LazyLinear(10))
    with torch.no_grad():
        network(torch.zeros(1, 1, 28, 28))
    return network
