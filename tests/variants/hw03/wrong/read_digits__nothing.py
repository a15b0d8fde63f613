"""As it was given."""

# typical


def read_digits(model, pictures):
    return model(pictures).argmax(dim=1)
