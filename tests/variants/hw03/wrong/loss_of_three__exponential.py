"""The exponential in place of the logarithm."""

loss_of_three = np.exp(-y_hat[digit])
