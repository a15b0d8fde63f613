"""The accuracy on the training data is handed over as that on the test data."""

# typical
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    return history, evaluate(model, train).accuracy
