"""The two sets the wrong way round: it learns from the test data."""

# typical


def warm_up(model, train, test):
    history = fit(model, test, train, epochs=10, lr=0.001)
    return history, evaluate(model, test).accuracy
