"""A subclass of nn.Sequential that builds itself; ReLU in place, strides of the poolings named."""


class Extractor(nn.Sequential):
    def __init__(self, channels=(1, 6, 16), paddings=(2, 0)):
        steps = []
        for before, after, padding in zip(channels, channels[1:], paddings):
            steps.append(nn.Conv2d(before, after, 5, stride=1, padding=padding))
            steps.append(nn.ReLU(inplace=True))
            steps.append(nn.MaxPool2d(kernel_size=2, stride=2, ceil_mode=True))
        super().__init__(*steps)


make_features = Extractor
