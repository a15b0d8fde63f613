"""The logarithm to base 2."""

# typical
# loses: loss_of_three_value_test

loss_of_three = -np.log2(0.4)
