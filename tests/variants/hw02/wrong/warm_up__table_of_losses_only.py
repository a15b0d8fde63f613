"""The table has no accuracies, so they cannot be drawn."""
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    table = history.frame[["epoch", "train_loss", "val_loss"]]
    return table, evaluate(model, test).accuracy
