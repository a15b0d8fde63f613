"""Only the first three, since there is no room for more in the picture."""


def wrong_ones(model, data):
    return evaluate(model, data).wrong[:3]
