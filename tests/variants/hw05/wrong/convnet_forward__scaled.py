"""Divides the pictures by 255 once more."""


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x / 255)
