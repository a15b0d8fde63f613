"""The loss itself, not its derivative."""

# typical


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k * np.log(y_hat_k)


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
