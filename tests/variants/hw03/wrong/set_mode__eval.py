"""The mode for testing."""


def set_mode(model):
    model.eval()
