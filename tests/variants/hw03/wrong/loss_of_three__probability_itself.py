"""The probability, without the logarithm."""

loss_of_three = y_hat[digit]
