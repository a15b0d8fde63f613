"""The loss of a yes-or-no question; at y = 1 it has the same slope."""

# typical
# loses: cross_entropy_derivative_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / y_hat_k + (1 - y_k) / (1 - y_hat_k)


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
