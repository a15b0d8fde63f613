"""Pooling with a stride of 1: a map of 32 becomes one of 31."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test

output_shapes = {
    "conv1": (12, 32, 32),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 31, 31),
    "conv2": (24, 31, 31),
    "norm2": (24, 31, 31),
    "act2": (24, 31, 31),
    "pool2": (24, 30, 30),
    "conv3": (48, 30, 30),
    "norm3": (48, 30, 30),
    "act3": (48, 30, 30),
    "pool3": (48, 29, 29),
    "flatten": (48 * 29 * 29,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
