"""The logarithm of 1 - p."""

# typical

loss_of_three = -np.log(1 - 0.4)
