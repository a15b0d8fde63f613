"""The mean of one number is the number."""


def compute_gradients(value):
    value.mean().backward(retain_graph=True)
