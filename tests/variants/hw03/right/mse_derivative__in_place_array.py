"""Array functions that write into a 0-d array; any number of arguments."""


def mse_derivative(*pair):
    result = np.array(0.0)
    np.subtract(*pair, out=result)
    result *= 2
    return result


mse_convention = "s" + "um"
mse_slope = mse_derivative(0.9, 1)
