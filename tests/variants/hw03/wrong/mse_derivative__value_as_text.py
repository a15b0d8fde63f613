"""The right formula; the value is text."""
# loses: mse_slope_test


def mse_derivative(y_hat_k, y_k):
    return y_hat_k - y_k


mse_convention = "half"
mse_slope = "-0.1"
