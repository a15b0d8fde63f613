"""Pooling halves the width and leaves the height."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test

output_shapes = {
    "conv1": (12, 32, 32),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 32, 16),
    "conv2": (24, 32, 16),
    "norm2": (24, 32, 16),
    "act2": (24, 32, 16),
    "pool2": (24, 32, 8),
    "conv3": (48, 32, 8),
    "norm3": (48, 32, 8),
    "act3": (48, 32, 8),
    "pool3": (48, 32, 4),
    "flatten": (48 * 32 * 4,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
