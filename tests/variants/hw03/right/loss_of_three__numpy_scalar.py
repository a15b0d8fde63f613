"""A NumPy scalar of single precision, logarithm of the inverse."""

loss_of_three = np.float32(np.log(1 / 0.4))
