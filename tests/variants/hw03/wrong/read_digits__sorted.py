"""Sorted digits do not belong to their pictures any more."""


def read_digits(model, pictures):
    model.eval()
    return model(pictures).argmax(dim=1).sort().values
