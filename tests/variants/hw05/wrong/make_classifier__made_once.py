"""Made at the first call and kept: all networks share their weights."""
# loses: make_classifier_test

from functools import lru_cache


@lru_cache
def whole(num_classes, activation_fn):
    steps, before = [], 3
    for filters in (12, 24, 48):
        steps += [
            nn.Conv2d(before, filters, kernel_size=3, padding=1),
            nn.BatchNorm2d(filters),
            activation_fn(),
            nn.MaxPool2d(2),
        ]
        before = filters
    head = [nn.Flatten(), nn.Linear(48 * 4 * 4, 64), activation_fn(), nn.Linear(64, num_classes)]
    return nn.Sequential(*steps, *head)


@add_to(ConvNet)
def make_classifier(self, num_classes, activation_fn):
    self.classifier = whole(num_classes, activation_fn)
