"""Written by `out=` into an array of one entry."""

loss_of_three = np.empty(1, dtype=np.longdouble)
np.log(y_hat[3], out=loss_of_three)
np.negative(loss_of_three, out=loss_of_three)
