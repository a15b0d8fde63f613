"""A convolution written as a module of its own, over F.conv2d; everything set with add_module."""


class Conv(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.filters = nn.Parameter(torch.randn(n_out, n_in, 3, 3) * (2 / (9 * n_in)) ** 0.5)
        self.offset = nn.Parameter(torch.zeros(n_out))

    def forward(self, maps):
        return F.conv2d(maps, self.filters, self.offset, padding="same")


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    net = nn.Sequential()
    for i, (a, b) in enumerate([(3, 12), (12, 24), (24, 48)], 1):
        for name, step in (
            ("conv", Conv(a, b)), ("norm", nn.BatchNorm2d(b)),
            ("act", activation_fn()), ("pool", nn.MaxPool2d(2)),
        ):  # fmt: skip
            net.add_module(f"{name}{i}", step)
    for name, step in dict(
        flatten=nn.Flatten(), linear1=nn.Linear(768, 64),
        act4=activation_fn(), linear2=nn.Linear(64, num_classes),
    ).items():  # fmt: skip
        net.add_module(name, step)
    setattr(self, "classifier", net)
