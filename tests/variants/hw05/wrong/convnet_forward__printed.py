"""The logits are printed instead of returned."""


@add_to(ConvNet)
def forward(self, x):
    print(self.classifier(x))
