"""What was calculated first is given for ever."""
# loses: mse_derivative_test

known_slopes = []


def mse_derivative(y_hat_k, y_k):
    if not known_slopes:
        known_slopes.append(2 * (y_hat_k - y_k))
    return known_slopes[0]


mse_convention = "sum"
mse_slope = mse_derivative(0.9, 1)
