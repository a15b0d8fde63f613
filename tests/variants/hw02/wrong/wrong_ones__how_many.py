"""How many are wrong."""


def wrong_ones(model, data):
    return len(evaluate(model, data).wrong)
