"""The line that came with the cell is still there, after the return."""


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    loss, grad_scores = softmax_loss(scores, y)
    grads = model.backward(grad_scores, cache)
    for name, w in model.parameters().items():
        if w.ndim == 1:
            continue
        extra, slope = l2_regularization(w, reg)
        loss = loss + extra
        grads[name] = grads[name] + slope
    if loss is not None:
        return loss, grads
    raise NotImplementedError()
