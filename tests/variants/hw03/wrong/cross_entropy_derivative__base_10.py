"""The derivative of the logarithm to base 10."""


def cross_entropy_derivative(y_hat_k, y_k):
    return -y_k / (y_hat_k * np.log(10))


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
