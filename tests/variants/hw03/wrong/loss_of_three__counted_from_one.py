"""Digits counted from one: the entry of the digit 2, which is zero."""

# typical
# loses: loss_of_three_entry_test, loss_of_three_value_test

with np.errstate(divide="ignore"):
    loss_of_three = -np.log(np.array(y_hat))[2]
