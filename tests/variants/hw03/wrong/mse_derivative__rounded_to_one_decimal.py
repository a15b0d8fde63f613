"""The derivative is rounded to one decimal."""
# loses: mse_derivative_test


def mse_derivative(y_hat_k, y_k):
    return round(2 * (y_hat_k - y_k), 1)


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
