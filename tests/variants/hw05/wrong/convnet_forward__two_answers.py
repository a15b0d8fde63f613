"""Logits and probabilities together."""


@add_to(ConvNet)
def forward(self, x):
    logits = self.classifier(x)
    return logits, logits.softmax(dim=1)
