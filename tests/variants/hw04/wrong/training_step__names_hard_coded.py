"""W1 and W2 by name: another Classifier has no such parameters."""


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    loss, grad_scores = softmax_loss(scores, y)
    grads = model.backward(grad_scores, cache)
    for name in ("W1", "W2"):
        price, grad = l2_regularization(model.parameters()[name], reg)
        loss += price
        grads[name] = grads[name] + grad
    return loss, grads
