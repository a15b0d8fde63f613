"""A little data class with a method, and the logarithm by its base."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Forecast:
    probabilities: tuple

    def surprise(self, k):
        return math.log(1 / self.probabilities[k], math.e)


loss_of_three = Forecast(tuple(y_hat)).surprise(digit)
