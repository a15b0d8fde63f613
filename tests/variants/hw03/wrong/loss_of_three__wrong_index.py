"""The entry after the right one."""

loss_of_three = -np.log(y_hat[4])
