"""Printed, not returned."""


def confusion(model, data):
    print(evaluate(model, data).confusion_table())
