"""Divided by the number of the other outputs."""


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k) / 9


mse_convention = "mean"
mse_slope = mse_derivative(0.9, 1)
