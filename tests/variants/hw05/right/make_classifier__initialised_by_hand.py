"""Weights drawn as in DCGAN, the scale of the normalisation as well; statistics never kept."""


def draw(module):
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.normal_(module.weight, 0.0, 0.05)
        nn.init.constant_(module.bias, 0.1)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    layers, n = [], 3
    while n < 48:
        m = 12 if n == 3 else 2 * n
        layers.append(nn.Conv2d(n, m, 3, padding=1))
        layers.append(nn.BatchNorm2d(m, track_running_stats=False))
        layers.extend((activation_fn(), nn.MaxPool2d(2)))
        n = m
    layers.extend((nn.Flatten(), nn.Linear(n * 4**2, 64), activation_fn()))
    layers.append(nn.Linear(64, num_classes))
    self.classifier = nn.Sequential(*layers).apply(draw)
