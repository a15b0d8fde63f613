"""Small probabilities are lifted to 0.1, so the slope cannot grow."""
# loses: cross_entropy_derivative_test


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / max(y_hat_k, 0.1)


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
