"""An object that can be called; the value is an array of one number."""


class SlopeOfMSE:
    def __init__(self, outputs):
        self.outputs = outputs

    def __call__(self, y_hat_k, y_k):
        return 2 / self.outputs * (y_hat_k - y_k)


mse_derivative = SlopeOfMSE(outputs=10)
mse_convention, mse_slope = "mean", np.array([-0.02])
