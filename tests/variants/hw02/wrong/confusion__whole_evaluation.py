"""The whole evaluation in place of its matrix."""


def confusion(model, data):
    return evaluate(model, data)
