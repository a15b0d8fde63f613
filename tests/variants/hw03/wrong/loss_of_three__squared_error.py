"""The squared error in place of the cross-entropy."""

# typical

loss_of_three = (1 - 0.4) ** 2
