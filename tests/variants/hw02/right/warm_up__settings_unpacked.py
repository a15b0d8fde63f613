"""Settings in a dictionary of its own; the accuracy from the report's numbers, a numpy scalar."""

PLAN = {"epochs": 10, "lr": 1e-3, "progress": False}


def warm_up(model, train, test):
    history = fit(model, train, test, **PLAN)
    result = evaluate(model, test)
    return history, np.mean(result.y_true == result.y_pred)
