"""The probability of the example is written down."""
# loses: cross_entropy_derivative_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / 0.9


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
