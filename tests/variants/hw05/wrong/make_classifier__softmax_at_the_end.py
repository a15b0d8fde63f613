"""Softmax after the last layer."""

# typical
# loses: make_classifier_order_test


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    steps, before = [], 3
    for filters in (12, 24, 48):
        steps += [
            nn.Conv2d(before, filters, kernel_size=3, padding=1),
            nn.BatchNorm2d(filters),
            activation_fn(),
            nn.MaxPool2d(2),
        ]
        before = filters
    self.classifier = nn.Sequential(
        *steps,
        nn.Flatten(),
        nn.Linear(48 * 4 * 4, 64),
        activation_fn(),
        nn.Linear(64, num_classes),
        nn.Softmax(dim=1),
    )
