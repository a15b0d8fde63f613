"""The error itself, not its derivative."""

# typical


def mse_derivative(y_hat_k, y_k):
    return (y_hat_k - y_k) ** 2


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
