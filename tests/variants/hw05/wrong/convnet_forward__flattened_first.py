"""The pictures flattened before they reach the network."""

# typical


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x.flatten(1))
