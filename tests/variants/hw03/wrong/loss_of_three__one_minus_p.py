"""The logarithm of 1 - p."""

loss_of_three = -np.log(1 - 0.4)
