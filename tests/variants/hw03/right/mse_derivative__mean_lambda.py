"""The mean, as a lambda; a NumPy scalar."""

mse_derivative = lambda a, b: np.float64(0.2) * (a - b)
mse_convention, mse_slope = "mean", np.float64(-0.02)
