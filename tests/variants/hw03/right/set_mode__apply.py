"""A lambda, applied to every part."""

set_mode = lambda network: network.apply(lambda part: setattr(part, "training", True))
