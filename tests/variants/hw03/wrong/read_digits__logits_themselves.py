"""The largest logit, not where it stands."""


def read_digits(model, pictures):
    model.eval()
    return model(pictures).max(dim=1).values
