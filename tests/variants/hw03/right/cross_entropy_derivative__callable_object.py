"""A data class that can be called."""

from dataclasses import dataclass


@dataclass
class SlopeOfCE:
    sign: int = -1

    def __call__(self, y_hat_k, y_k):
        return self.sign * y_k / y_hat_k if y_k != 0 else 0.0


cross_entropy_derivative = SlopeOfCE()
cross_entropy_slope = torch.tensor(-1.11, dtype=torch.float16)
