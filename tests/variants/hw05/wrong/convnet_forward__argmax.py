"""Classes instead of logits."""

# typical


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x).argmax(dim=1)
