"""A function that would calculate it."""


def loss_of_three():
    return -np.log(y_hat[digit])
