"""Weight matrices known by their names."""


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    total, upstream = softmax_loss(scores, y)
    grads = model.backward(upstream, cache)
    weights = model.parameters()
    for name in weights:
        if name.startswith("W"):
            penalty, extra = l2_regularization(weights[name], reg)
            total = total + penalty
            grads[name] += extra
    return total, grads
