"""The accuracy is taken before the training."""
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    accuracy = evaluate(model, test).accuracy
    history = fit(model, train, test, epochs=10, lr=0.001)
    return history, accuracy
