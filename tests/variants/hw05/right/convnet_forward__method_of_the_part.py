"""operator.methodcaller, and the pictures brought to where the weights are."""

from operator import attrgetter, methodcaller


@add_to(ConvNet)
def forward(self, x):
    weight = next(self.parameters())
    call = methodcaller("forward", x.to(weight))
    return call(attrgetter("classifier")(self))
