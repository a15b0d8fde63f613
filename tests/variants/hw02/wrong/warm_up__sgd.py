"""SGD in place of Adam."""

# typical
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001, optimizer=torch.optim.SGD)
    return history, evaluate(model, test).accuracy
