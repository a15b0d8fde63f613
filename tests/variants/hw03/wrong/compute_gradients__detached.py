"""A copy without history."""

# typical


def compute_gradients(loss):
    loss.detach().requires_grad_().backward()
