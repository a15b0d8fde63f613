"""The label is taken to be 1, as in the example."""
# loses: mse_derivative_test


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - 1)


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
