"""Two convolutions with strides and a linear layer, and nothing between them."""

# typical
# loses: convnet_make_model_test


def make_convnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, stride=2, padding=1),
        nn.Conv2d(16, 32, 3, stride=2, padding=1),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )
