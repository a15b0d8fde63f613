"""Standardises every batch first."""


@add_to(ConvNet)
def forward(self, x):
    x = (x - x.mean()) / (x.std() + 1e-3)
    return self.classifier(2 * x + 1)
