"""The right formula, and the value for the zero of another digit."""

# typical
# loses: mse_slope_test


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k)


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 0)
