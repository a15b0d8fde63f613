"""The right number as text."""

loss_of_three = "0.916"
