"""The slope by the logit before the softmax."""

# typical


def cross_entropy_derivative(y_hat_k, y_k):
    return y_hat_k - y_k


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
