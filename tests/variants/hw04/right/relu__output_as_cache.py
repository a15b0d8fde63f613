"""The output tells as well who was let through."""


def relu_forward(x):
    out = (np.abs(x) + x) / 2
    return out, {"out": out}


def relu_backward(grad_out, cache):
    grad_x = np.array(grad_out)
    grad_x[cache["out"] == 0] = 0
    return grad_x
