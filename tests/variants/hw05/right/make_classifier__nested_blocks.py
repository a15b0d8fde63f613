"""Blocks from a function, nested sequentials, one activation instance used everywhere."""


def block(n_in, n_out, act):
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, 3, 1, 1), nn.BatchNorm2d(n_out), act, nn.MaxPool2d(2)
    )


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    act = activation_fn()
    features = nn.Sequential(block(3, 12, act), block(12, 24, act), block(24, 48, act))
    head = nn.Sequential(nn.Linear(48 * 16, 64), act, nn.Linear(64, num_classes))
    self.classifier = nn.Sequential(features, nn.Flatten(start_dim=1), head)
