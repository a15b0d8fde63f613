"""The brackets are missing."""

# typical


def set_mode(model):
    model.train
