"""The second pooling shrinks to a quarter, and all that follows is smaller."""
# loses: output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test

output_shapes = {
    "conv1": (12, 32, 32),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 16, 16),
    "conv2": (24, 16, 16),
    "norm2": (24, 16, 16),
    "act2": (24, 16, 16),
    "pool2": (24, 4, 4),
    "conv3": (48, 4, 4),
    "norm3": (48, 4, 4),
    "act3": (48, 4, 4),
    "pool3": (48, 2, 2),
    "flatten": (192,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
