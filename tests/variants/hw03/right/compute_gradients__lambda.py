"""A lambda with another name for what comes in."""

compute_gradients = lambda scalar: scalar.reshape(1).backward(torch.tensor([1.0]))
