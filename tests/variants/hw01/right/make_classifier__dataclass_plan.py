"""The plan is a dataclass, layers come from a generator, PReLU with a slope for every unit."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    hidden: tuple = (120, 84)
    ends: tuple = field(default=(400, 10))

    def layers(self) -> Iterator[nn.Module]:
        before, classes = self.ends
        for width in self.hidden:
            yield nn.Linear(before, width)
            yield nn.PReLU(width)
            before = width
        yield nn.Linear(before, classes)


def make_classifier(plan=Plan()):
    return nn.Sequential(nn.Flatten(1), *plan.layers())
