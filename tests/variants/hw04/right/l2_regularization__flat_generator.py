"""A generator over the flat array, summed by math.fsum; a list of two comes back."""

from math import fsum


def l2_regularization(weights, strength):
    squares = (float(one) ** 2 for one in weights.flat)
    gradient = np.fromiter((strength * float(one) for one in weights.flat), float, weights.size)
    return [strength * fsum(squares) / 2, gradient.reshape(weights.shape)]
