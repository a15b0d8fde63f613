"""Hands the scores to backward, not their gradient."""

# typical


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    loss, grad_scores = softmax_loss(scores, y)
    grads = model.backward(scores, cache)
    for name, parameter in model.parameters().items():
        if parameter.ndim == 2:
            price, grad = l2_regularization(parameter, reg)
            loss += price
            grads[name] = grads[name] + grad
    return loss, grads
