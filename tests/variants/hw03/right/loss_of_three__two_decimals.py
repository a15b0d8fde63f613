"""To two decimals, in half precision."""

loss_of_three = np.float16(0.92)
