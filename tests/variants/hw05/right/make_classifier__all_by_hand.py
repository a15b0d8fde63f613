"""Every layer written out, convolutions without bias before batch normalisation."""


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    self.classifier = nn.Sequential(
        nn.Conv2d(3, 12, (3, 3), stride=1, padding="same", bias=False),
        nn.BatchNorm2d(12),
        activation_fn(),
        nn.MaxPool2d(kernel_size=2, stride=2),
        nn.Conv2d(12, 24, (3, 3), stride=1, padding="same", bias=False),
        nn.BatchNorm2d(24),
        activation_fn(),
        nn.MaxPool2d(kernel_size=2, stride=2),
        nn.Conv2d(24, 48, (3, 3), stride=1, padding="same", bias=False),
        nn.BatchNorm2d(48),
        activation_fn(),
        nn.MaxPool2d(kernel_size=2, stride=2),
        nn.Flatten(),
        nn.Linear(768, 64),
        activation_fn(),
        nn.Linear(64, num_classes),
    )
