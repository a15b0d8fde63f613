"""A generator of steps; nn.Sequential.append; channels in memory last; other parameter names."""


def steps_of(classes, bend, channels=(3, 12, 24, 48)):
    for before, after in pairwise(channels):
        yield nn.Conv2d(before, after, kernel_size=3, stride=(1, 1), padding=(1, 1))
        yield nn.BatchNorm2d(num_features=after)
        yield bend()
        yield nn.MaxPool2d((2, 2), stride=2)
    yield nn.Flatten()
    yield nn.Linear(channels[-1] * 16, 64)
    yield bend()
    yield nn.Linear(in_features=64, out_features=classes)


@add_to(ConvNet)
def make_classifier(self, classes, bend):
    self.classifier = nn.Sequential()
    for step in steps_of(classes, bend):
        self.classifier.append(step)
    self.classifier.to(memory_format=torch.channels_last)
