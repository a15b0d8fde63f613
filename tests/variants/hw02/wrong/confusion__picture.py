"""A picture of the matrix."""


def confusion(model, data):
    return plots.confusion_matrix(evaluate(model, data).confusion)
