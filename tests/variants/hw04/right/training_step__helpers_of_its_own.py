"""Small functions of its own, with everyday names."""


def step(model, X, y):
    scores, cache = model.forward(X)
    loss, upstream = softmax_loss(scores, y)
    return loss, model.backward(upstream, cache)


def price(parameters, reg):
    return {name: l2_regularization(w, reg) for name, w in parameters.items() if w.ndim == 2}


def weigh(prices):
    return sum(one for one, _ in prices.values())


def training_step(model, X, y, reg):
    loss, grads = step(model, X, y)
    prices = price(model.parameters(), reg)
    grads.update({name: grads[name] + extra for name, (_, extra) in prices.items()})
    return loss + weigh(prices), grads
