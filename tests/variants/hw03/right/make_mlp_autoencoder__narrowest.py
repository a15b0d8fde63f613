"""Eight hidden units each way, the fewest that are still some use; clipped at the end."""


def make_mlp_autoencoder(hidden=8):
    both = nn.Sequential()
    both.encoder = nn.Sequential(
        nn.Flatten(), nn.Linear(784, hidden), nn.Tanh(), nn.Linear(hidden, 2)
    )
    both.decoder = nn.Sequential(
        nn.Linear(2, hidden),
        nn.Tanh(),
        nn.Linear(hidden, 784),
        nn.Hardtanh(0.0, 1.0),
        nn.Unflatten(1, (1, 28, 28)),
    )
    return both
