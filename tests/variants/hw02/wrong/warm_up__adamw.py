"""AdamW with its decay."""
# loses: warm_up_test


def warm_up(model, train, test):
    decaying = lambda parameters, lr: torch.optim.AdamW(parameters, lr=lr, weight_decay=0.1)
    history = fit(model, train, test, epochs=10, lr=0.001, optimizer=decaying)
    return history, evaluate(model, test).accuracy
