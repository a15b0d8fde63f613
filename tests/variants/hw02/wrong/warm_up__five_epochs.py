"""Five epochs where ten were asked for."""

# typical
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=5, lr=0.001)
    return history, evaluate(model, test).accuracy
