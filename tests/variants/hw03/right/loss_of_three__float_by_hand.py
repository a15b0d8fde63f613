"""A pocket calculator and three decimals."""

loss_of_three = 0.916
