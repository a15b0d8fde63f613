"""Only the first picture of the batch."""


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x[:1])
