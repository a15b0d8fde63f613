"""The size of the filters instead of the size of the maps."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test

output_shapes = {
    "conv1": (12, 3, 3),
    "norm1": (12, 32, 32),
    "act1": (12, 32, 32),
    "pool1": (12, 16, 16),
    "conv2": (24, 3, 3),
    "norm2": (24, 16, 16),
    "act2": (24, 16, 16),
    "pool2": (24, 8, 8),
    "conv3": (48, 3, 3),
    "norm3": (48, 8, 8),
    "act3": (48, 8, 8),
    "pool3": (48, 4, 4),
    "flatten": (768,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
