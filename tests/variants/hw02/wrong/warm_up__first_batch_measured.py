"""The accuracy is that of the first batch of `test`."""
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    x, y = next(iter(test))
    model.eval()
    return history, (model(x.to(device)).argmax(1) == y.to(device)).float().mean().item()
