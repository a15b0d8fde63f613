"""Divided by the number of digits."""

# typical
# loses: loss_of_three_value_test

loss_of_three = -np.log(0.4) / 10
