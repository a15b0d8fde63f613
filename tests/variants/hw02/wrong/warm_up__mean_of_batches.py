"""The mean of the batches' accuracies, although the last batch is smaller."""

# typical
# loses: warm_up_accuracy_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    model.eval()
    shares = [(model(x).argmax(1) == y).float().mean().item() for x, y in test]
    return history, sum(shares) / len(shares)
