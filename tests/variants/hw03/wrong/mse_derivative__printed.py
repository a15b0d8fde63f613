"""Printed, not returned."""


def mse_derivative(y_hat_k, y_k):
    print(2 * (y_hat_k - y_k))


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
