"""The table with class names, as a DataFrame."""


def confusion(model, data):
    return evaluate(model, data, class_names=list("abcdefghij")).confusion_table()
