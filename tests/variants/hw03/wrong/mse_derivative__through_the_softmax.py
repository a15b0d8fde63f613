"""The chain rule is carried on through the softmax."""


def mse_derivative(y_hat_k, y_k):
    return 2 * (y_hat_k - y_k) * y_hat_k * (1 - y_hat_k)


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
