"""squeeze at the end: a batch of one picture loses its first dimension."""


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x).squeeze()
