"""A softmax before the cross-entropy, which has its own."""
# loses: warm_up_test


def warm_up(model, train, test):
    def loss(out, y):
        return F.cross_entropy(out.softmax(dim=1), y)

    history = fit(model, train, test, epochs=10, lr=0.001, loss=loss)
    return history, evaluate(model, test).accuracy
