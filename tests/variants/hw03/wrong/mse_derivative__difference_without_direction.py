"""The absolute difference."""


def mse_derivative(y_hat_k, y_k):
    return 2 * abs(y_hat_k - y_k)


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
