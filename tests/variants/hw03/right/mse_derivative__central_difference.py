"""From two values of the error itself, which is exact for a square."""


def mse_derivative(y_hat_k, y_k, step=2.0**-10):
    def squared(p):
        return (p - y_k) ** 2

    return (squared(y_hat_k + step) - squared(y_hat_k - step)) / (2 * step)


mse_convention = "sum"
mse_slope = round(mse_derivative(0.9, 1), 6)
