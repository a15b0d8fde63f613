"""Batch normalisation with a large eps and no parameters of its own; no bias anywhere."""

from functools import partial

norm = partial(nn.BatchNorm2d, eps=1e-3, momentum=0.01, affine=False)
conv = partial(nn.Conv2d, kernel_size=3, padding=1, bias=False)


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    act, pool = activation_fn, partial(nn.MaxPool2d, kernel_size=2)
    one = [conv(3, 12), norm(12), act(), pool()]
    two = [conv(12, 24), norm(24), act(), pool()]
    three = [conv(24, 48), norm(48), act(), pool()]
    head = [nn.Linear(48 * 4 * 4, 64, bias=False), act(), nn.Linear(64, num_classes, bias=False)]
    self.classifier = nn.Sequential(*one, *two, *three, nn.Flatten(), *head)
