"""Zero where the label is zero; the value rounded to two decimals."""


def cross_entropy_derivative(y_hat_k, y_k):
    if y_k == 0:
        return 0
    return -1 / y_hat_k


cross_entropy_slope = -1.11
