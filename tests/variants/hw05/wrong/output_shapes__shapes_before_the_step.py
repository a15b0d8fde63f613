"""What goes into each step instead of what comes out."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test, output_shapes_head_test

output_shapes = {
    "conv1": (3, 32, 32),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 32, 32),
    "conv2": (12, 16, 16),
    "norm2": (24, 16, 16),
    "act2": (24, 16, 16),
    "pool2": (24, 16, 16),
    "conv3": (24, 8, 8),
    "norm3": (48, 8, 8),
    "act3": (48, 8, 8),
    "pool3": (48, 8, 8),
    "flatten": (48, 4, 4),
    "linear1": (768,),
    "act4": (64,),
    "linear2": (64,),
}
