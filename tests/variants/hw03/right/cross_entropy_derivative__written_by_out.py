"""Array functions that write into a 0-d array; a closure."""


def slope_of_a_logarithm():
    kept = np.zeros(())

    def derivative(y_hat_k, y_k):
        np.divide(y_k, y_hat_k, out=kept)
        return np.negative(kept).copy()

    return derivative


cross_entropy_derivative = slope_of_a_logarithm()
cross_entropy_slope = (cross_entropy_derivative(0.9, 1),)
