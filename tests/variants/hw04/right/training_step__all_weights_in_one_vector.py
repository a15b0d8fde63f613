"""One price for all weight matrices strung together, cut up again afterwards."""


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    loss, grad_scores = softmax_loss(scores, y)
    grads = dict(model.backward(grad_scores, cache))
    names = [name for name, array in model.parameters().items() if array.ndim == 2]
    arrays = [model.parameters()[name] for name in names]
    price, grad = l2_regularization(np.concatenate([one.ravel() for one in arrays]), reg)
    start = 0
    for name, array in zip(names, arrays):
        grads[name] = grads[name] + grad[start : start + array.size].reshape(array.shape)
        start += array.size
    return loss + price, grads
