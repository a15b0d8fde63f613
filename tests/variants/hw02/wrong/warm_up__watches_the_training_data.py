"""What is watched are the training data once more."""
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, train, epochs=10, lr=0.001)
    return history, evaluate(model, test).accuracy
