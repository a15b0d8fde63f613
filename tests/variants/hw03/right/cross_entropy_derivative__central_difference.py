"""From two values of the loss."""

import math


def cross_entropy_derivative(y_hat_k, y_k):
    near = 1e-5 * y_hat_k
    above, below = (-y_k * math.log(y_hat_k + side) for side in (near, -near))
    return (above - below) / (2 * near)


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
