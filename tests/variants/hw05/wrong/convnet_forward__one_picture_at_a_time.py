"""Picture by picture, so that batch normalisation never sees the batch."""


@add_to(ConvNet)
def forward(self, x):
    return torch.cat([self.classifier(picture[None]) for picture in x])
