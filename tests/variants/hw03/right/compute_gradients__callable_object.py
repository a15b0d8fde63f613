"""An object that can be called."""


class Backwards:
    def __call__(self, loss):
        torch.sum(loss).backward()


compute_gradients = Backwards()
