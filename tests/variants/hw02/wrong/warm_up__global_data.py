"""The data of the notebook in place of those that are handed in."""


def warm_up(model, train, test):
    history = fit(model, data.train, data.test, epochs=10, lr=0.001)
    return history, evaluate(model, data.test).accuracy
