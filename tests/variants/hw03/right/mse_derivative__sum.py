"""The sum of squares, value worked out by hand."""


def mse_derivative(p, target):
    return 2 * p - 2 * target


mse_convention = "sum"
mse_slope = -0.2
