"""Base 10, and no minus sign."""
# loses: loss_of_three_value_test

loss_of_three = np.log10(y_hat[digit])
