"""A convention that is not in the table."""
# loses: mse_derivative_test


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k)


mse_convention = "MSE"
mse_slope = mse_derivative(0.9, 1)
