"""A dictionary class of its own, named tuples as values, further keys for the picture and the loss."""

from collections import OrderedDict, namedtuple

Maps = namedtuple("Maps", "channels height width")


class Steps(OrderedDict):
    def add(self, shape, *steps):
        for step in steps:
            self[step] = shape
        return self


output_shapes = Steps(picture=Maps(3, 32, 32))
output_shapes.add(Maps(12, 32, 32), "conv1", "norm1", "act1").add(Maps(12, 16, 16), "pool1")
output_shapes.add(Maps(24, 16, 16), "conv2", "norm2", "act2").add(Maps(24, 8, 8), "pool2")
output_shapes.add(Maps(48, 8, 8), "conv3", "norm3", "act3").add(Maps(48, 4, 4), "pool3")
output_shapes.add((768,), "flatten").add((64,), "linear1", "act4").add((10,), "linear2")
output_shapes["loss"] = ()
