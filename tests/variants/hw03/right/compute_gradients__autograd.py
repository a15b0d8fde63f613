"""By the function of torch.autograd."""


def compute_gradients(loss):
    torch.autograd.backward(loss)
