"""The mode for testing."""

# typical


def set_mode(model):
    model.eval()
