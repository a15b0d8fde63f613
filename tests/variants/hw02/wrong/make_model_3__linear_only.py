"""A linear classifier without any convolution."""

# typical
# loses: make_model_3_test


def make_model_3():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def settings_3():
    return {"epochs": 5}


register("model 3", make_model_3, settings_3)
