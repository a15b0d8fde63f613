"""One step after the other, by hand."""


@add_to(ConvNet)
def forward(self, images):
    out = images
    for step in self.classifier:
        out = step(out)
    return out
