"""A factor from a table, bound by functools.partial."""

import functools

FACTORS = {"sum": 2.0, "mean": 0.2, "half": 1.0}
mse_convention = "half"
mse_derivative = functools.partial(
    lambda factor, guess, label: factor * (guess - label), FACTORS[mse_convention]
)
mse_slope = mse_derivative(0.9, 1.0)
