"""The largest logit of every picture only."""


@add_to(ConvNet)
def forward(self, x):
    return self.classifier(x).max(dim=1)[0]
