"""An OrderedDict with the names of the table, adaptive poolings, a lazy linear layer."""

from collections import OrderedDict


@add_to(ConvNet)
def make_classifier(self, classes, act):
    steps, channels, side = OrderedDict(), 3, 32
    for i, filters in enumerate([12, 24, 48], start=1):
        side //= 2
        steps[f"conv{i}"] = nn.Conv2d(channels, filters, kernel_size=3, padding=1)
        steps[f"norm{i}"] = nn.BatchNorm2d(filters)
        steps[f"act{i}"] = act()
        steps[f"pool{i}"] = nn.AdaptiveMaxPool2d(side)
        channels = filters
    steps["flatten"] = nn.Flatten()
    steps["linear1"] = nn.LazyLinear(64)
    steps["act4"] = act()
    steps["linear2"] = nn.Linear(64, classes)
    self.classifier = nn.Sequential(steps)
    with torch.no_grad():
        self.classifier.eval()(torch.zeros(1, 3, 32, 32))
    self.classifier.train()
