"""True or False for each picture."""


def wrong_ones(model, data):
    return ~evaluate(model, data).right
