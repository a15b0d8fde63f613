"""Zero is sent back through the network."""


def compute_gradients(loss):
    loss.backward(torch.zeros_like(loss))
