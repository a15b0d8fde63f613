"""−1/ŷ whatever the label is."""
# loses: cross_entropy_derivative_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -1 / y_hat_k


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
