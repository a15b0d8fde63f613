"""The loss changes by one when the loss changes by one: said aloud."""


def compute_gradients(loss):
    loss.backward(gradient=torch.ones_like(loss), create_graph=False)
