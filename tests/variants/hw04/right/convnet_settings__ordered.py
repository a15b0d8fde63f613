"""An OrderedDict; a large decay, as AdamW can bear."""

from collections import OrderedDict

settings = OrderedDict([("epochs", 9), ("batch_size", 50), ("lr", 0.05)])
settings["weight_decay"] = 2.0
