"""The difference of the squares."""


def mse_derivative(y_hat_k, y_k):
    return y_hat_k**2 - y_k**2


mse_convention = "half"
mse_slope = mse_derivative(0.9, 1)
