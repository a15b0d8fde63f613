"""All weights begin as zero, and no gradient ever reaches the code."""


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 2))
    model.decoder = nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    return model
