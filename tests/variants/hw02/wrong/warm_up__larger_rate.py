"""A learning rate of 0.01."""
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.01)
    return history, evaluate(model, test).accuracy
