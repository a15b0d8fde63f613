"""−ŷ ln ŷ: prediction and label are the same list."""

loss_of_three = -y_hat[digit] * np.log(y_hat[digit])
