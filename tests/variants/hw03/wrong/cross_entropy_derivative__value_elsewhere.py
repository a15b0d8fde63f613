"""The right formula; the value is that at 0.1, what is left over."""
# loses: cross_entropy_slope_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / y_hat_k


cross_entropy_slope = cross_entropy_derivative(1 - 0.9, 1)
