"""A frozen set: each position once, in no order."""


def wrong_ones(model, data):
    result = evaluate(model, data)
    pairs = enumerate(zip(result.y_true, result.y_pred))
    return frozenset(i for i, (true, said) in pairs if true != said)
