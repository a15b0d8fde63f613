"""A schedule that nobody asked for."""
# loses: warm_up_test


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001, schedule="cosine")
    return history, evaluate(model, test).accuracy
