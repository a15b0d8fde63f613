"""An object that can be called, with a walrus."""


class Comparer:
    def __call__(self, loss_function, output, x, labels=None):
        if (loss := loss_function(output, x)).dim():
            loss = loss.mean()
        return loss


compute_loss = Comparer()
