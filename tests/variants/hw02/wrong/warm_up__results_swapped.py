"""Accuracy first, history second."""


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    return evaluate(model, test).accuracy, history
