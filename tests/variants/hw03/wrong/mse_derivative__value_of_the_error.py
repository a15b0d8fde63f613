"""The right formula; the value is that of the error, not of its slope."""
# loses: mse_slope_test


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k)


mse_convention = "sum"
mse_slope = round((0.9 - 1) ** 2, 4)
