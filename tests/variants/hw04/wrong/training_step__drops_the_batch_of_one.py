"""The scores are squeezed: a batch of one example, or a single class, is no matrix any more."""

# typical


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    loss, grad_scores = softmax_loss(np.squeeze(scores), y)
    grads = model.backward(grad_scores, cache)
    for name, parameter in model.parameters().items():
        if parameter.ndim == 2:
            price, grad = l2_regularization(parameter, reg)
            loss, grads[name] = loss + price, grads[name] + grad
    return loss, grads
