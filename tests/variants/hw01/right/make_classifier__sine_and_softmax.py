"""Any activation you like: a sine after the first hidden layer, a softmax over the second."""


class Function(nn.Module):
    def __init__(self, function, **settings):
        super().__init__()
        self.function, self.settings = function, settings

    def forward(self, x):
        return self.function(x, **self.settings)


def make_classifier():
    return nn.Sequential(
        nn.Linear(400, 120),
        Function(torch.sin),
        nn.Linear(120, 84),
        Function(torch.softmax, dim=1),
        nn.Linear(84, 10),
    )
