"""The course's own training in place of a loop."""

# typical


def train_autoencoder(model, loader, optimizer, epochs=1):
    from helpers import fit

    fit(model, loader, epochs=epochs, optimizer=optimizer, target="input", progress=False)
