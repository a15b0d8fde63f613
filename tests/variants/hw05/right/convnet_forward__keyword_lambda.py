"""A lambda put into the class, and the call spelled out."""

forward = lambda self, x: nn.Sequential.forward(self.classifier, x)
ConvNet.forward = forward
