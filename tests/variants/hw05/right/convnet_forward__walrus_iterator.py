"""An iterator, a walrus, a check of the shape of the pictures."""


@add_to(ConvNet)
def forward(self, pictures):
    assert pictures.shape[1:] == (3, 32, 32), pictures.shape
    steps = iter(self.classifier.children())
    while (step := next(steps, None)) is not None:
        pictures = step(pictures)
    return pictures
