"""The right formula; the value to one decimal only."""
# loses: cross_entropy_slope_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / y_hat_k


cross_entropy_slope = -1.1
