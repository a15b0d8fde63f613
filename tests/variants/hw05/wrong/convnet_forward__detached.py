"""The logits cut off from what they come from."""


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x).detach()
