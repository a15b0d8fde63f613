"""Arguments by keyword, merged dictionaries, a 0-d array as loss."""


def training_step(model, X, y, reg):
    out, kept = model.forward(X=X)
    loss, upstream = softmax_loss(out, y)
    grads = model.backward(grad_scores=upstream, cache=kept)
    matrices = dict(filter(lambda item: item[1].ndim > 1, model.parameters().items()))
    priced = {name: l2_regularization(w, reg) for name, w in matrices.items()}
    total = np.array(loss + sum(value for value, _ in priced.values()))
    return total, {**grads, **{name: grads[name] + extra for name, (_, extra) in priced.items()}}
