"""An object that can be called, with one method for each half of the loss."""


class Step:
    def data(self, model, X, y):
        scores, cache = model.forward(X)
        loss, grad = softmax_loss(scores, y)
        return loss, model.backward(grad, cache)

    def weights(self, model, reg):
        for name, array in model.parameters().items():
            if array.ndim == 2:
                yield name, *l2_regularization(array, reg)

    def __call__(self, model, X, y, reg):
        loss, grads = self.data(model, X, y)
        for name, price, grad in self.weights(model, reg):
            loss, grads[name] = loss + price, grads[name] + grad
        return loss, grads


training_step = Step()
