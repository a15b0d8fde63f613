"""Biases start at one, so that all scores are positive in the beginning."""


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(*s) for s in [(400, 120), (120, 84), (84, 10)])
        for layer in self.layers:
            layer.bias.data.fill_(1.0)

    def forward(self, x):
        *hidden, last = self.layers
        x = x.flatten(start_dim=1)
        for layer in hidden:
            x = F.gelu(layer(x))
        return last(x)


def make_classifier():
    return Head()
