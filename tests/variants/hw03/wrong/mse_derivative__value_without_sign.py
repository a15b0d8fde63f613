"""The right formula; the value has lost its sign on the way."""
# loses: mse_slope_test


def mse_derivative(y_hat_k, y_k):
    return 0.2 * (y_hat_k - y_k)


mse_convention = "mean"
mse_slope = 0.02
