"""The entry after the right one."""

# typical

loss_of_three = -np.log(y_hat[4])
