"""No data to watch: the table has no losses on them."""
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, epochs=10, lr=0.001)
    return history, evaluate(model, test).accuracy
