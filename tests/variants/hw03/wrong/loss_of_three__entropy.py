"""The entropy of the prediction: the label is left out."""

above = [p for p in y_hat if p > 0]
loss_of_three = -sum(p * np.log(p) for p in above)
