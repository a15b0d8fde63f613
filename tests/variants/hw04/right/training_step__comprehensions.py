"""One expression for the loss, one for the gradients."""


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    data_loss, grad_scores = softmax_loss(scores, y)
    prices = {
        name: l2_regularization(array, reg)
        for name, array in model.parameters().items()
        if array.ndim == 2
    }
    none = (0.0, 0.0)
    return data_loss + sum(price for price, _ in prices.values()), {
        name: grad + prices.get(name, none)[1]
        for name, grad in model.backward(grad_scores, cache).items()
    }
