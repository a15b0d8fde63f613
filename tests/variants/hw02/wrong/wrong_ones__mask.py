"""True or False for each picture."""

# typical


def wrong_ones(model, data):
    return ~evaluate(model, data).right
