"""torch.func.grad of half the square."""


def mse_derivative(y_hat_k, y_k):
    slope = torch.func.grad(lambda p: 0.5 * torch.square(p - y_k))
    return slope(torch.tensor(float(y_hat_k)))


mse_convention = "half"
mse_slope = -0.1
