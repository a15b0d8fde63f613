"""Switches to evaluation mode and stays there."""


@add_to(ConvNet)
def forward(self, x):
    self.eval()
    return self.classifier(x)
