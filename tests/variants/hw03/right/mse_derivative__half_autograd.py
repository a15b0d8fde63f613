"""Half of the sum, by automatic differentiation; a 0-d tensor."""


def mse_derivative(y_hat_k, y_k):
    p = torch.tensor(float(y_hat_k), requires_grad=True)
    ((p - y_k) ** 2 / 2).backward()
    return p.grad


mse_convention = "half"
mse_slope = mse_derivative(0.9, 1.0)
