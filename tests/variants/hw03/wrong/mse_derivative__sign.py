"""Target minus output."""

# typical


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_k - y_hat_k) / 10


mse_convention = "mean"
mse_slope = mse_derivative(0.9, 1)
