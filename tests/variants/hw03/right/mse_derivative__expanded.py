"""Multiplied out; a list of one number; defaults for what is not given."""


def mse_derivative(y_hat_k=0.9, y_k=1, n=10):
    grows, stays = 2 * y_hat_k, -2 * y_k
    return (grows + stays) / n


mse_convention = "mean"
mse_slope = [mse_derivative()]
