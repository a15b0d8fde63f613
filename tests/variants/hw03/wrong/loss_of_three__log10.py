"""The logarithm to base 10."""

# typical
# loses: loss_of_three_value_test

loss_of_three = -np.log10(0.4)
