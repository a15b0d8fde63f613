"""Channels last: height, width, channels."""

# typical
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test

output_shapes = {
    "conv1": (32, 32, 12),
    "norm1": (32, 32, 12),
    "act1": (32, 32, 12),
    "pool1": (16, 16, 12),
    "conv2": (16, 16, 24),
    "norm2": (16, 16, 24),
    "act2": (16, 16, 24),
    "pool2": (8, 8, 24),
    "conv3": (8, 8, 48),
    "norm3": (8, 8, 48),
    "act3": (8, 8, 48),
    "pool3": (4, 4, 48),
    "flatten": (768,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
