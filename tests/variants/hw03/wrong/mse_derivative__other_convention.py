"""The formula of the sum under the name of the mean; the value is right all the same."""

# typical
# loses: mse_derivative_test


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k)


mse_convention = "mean"
mse_slope = -0.02
