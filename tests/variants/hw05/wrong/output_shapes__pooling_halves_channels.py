"""Pooling halves the channels instead of the map."""

# typical
# loses: output_shapes_block3_test

output_shapes = {
    "conv1": (12, 32, 32),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 16, 16),
    "conv2": (24, 16, 16),
    "norm2": (24, 16, 16),
    "act2": (24, 16, 16),
    "pool2": (24, 8, 8),
    "conv3": (48, 8, 8),
    "norm3": (48, 8, 8),
    "act3": (48, 8, 8),
    "pool3": (24, 8, 8),
    "flatten": (768,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
