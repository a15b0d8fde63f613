"""Per cent in place of a share."""

# typical
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    return history, 100 * evaluate(model, test).accuracy
