"""How many are right, in place of their share."""
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    result = evaluate(model, test)
    return history, int((result.y_true == result.y_pred).sum())
