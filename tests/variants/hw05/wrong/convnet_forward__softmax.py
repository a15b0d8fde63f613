"""Softmax on top."""

# typical


@add_to(ConvNet)
def forward(self, x):
    return torch.softmax(self.classifier(x), dim=1)
