"""As it was given."""


def read_digits(model, pictures):
    return model(pictures).argmax(dim=1)
