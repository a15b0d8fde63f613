"""The accuracy is printed; only the history is returned."""


def warm_up(model, train, test):
    history = fit(model, train, test, epochs=10, lr=0.001)
    print(f"accuracy: {evaluate(model, test).accuracy:.2%}")
    return history
