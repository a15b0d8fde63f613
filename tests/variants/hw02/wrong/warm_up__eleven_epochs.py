"""From 0 up to and with 10: eleven epochs."""
# loses: warm_up_test


def warm_up(model, train, test):
    epochs = len(range(0, 10 + 1))
    history = fit(model, train, test, epochs=epochs, lr=0.001)
    return history, evaluate(model, test).accuracy
