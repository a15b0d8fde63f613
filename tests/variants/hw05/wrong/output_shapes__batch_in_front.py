"""A batch of 128 in front of every shape."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test, output_shapes_head_test

output_shapes = {
    "conv1": (128, 12, 32, 32),
    "norm1": (128, 12, 32, 32),
    "act1": (128, 12, 32, 32),
    "pool1": (128, 12, 16, 16),
    "conv2": (128, 24, 16, 16),
    "norm2": (128, 24, 16, 16),
    "act2": (128, 24, 16, 16),
    "pool2": (128, 24, 8, 8),
    "conv3": (128, 48, 8, 8),
    "norm3": (128, 48, 8, 8),
    "act3": (128, 48, 8, 8),
    "pool3": (128, 48, 4, 4),
    "flatten": (128, 768),
    "linear1": (128, 64),
    "act4": (128, 64),
    "linear2": (128, 10),
}
