"""Printed instead of kept."""

loss_of_three = print(-np.log(y_hat[digit]))
