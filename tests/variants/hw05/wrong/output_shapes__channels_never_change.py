"""Only the maps shrink; the channels stay those of the picture."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test

output_shapes = {
    "conv1": (3, 32, 32),
    "norm1": (3, 32, 32),
    "act1": (3, 32, 32),
    "pool1": (3, 16, 16),
    "conv2": (3, 16, 16),
    "norm2": (3, 16, 16),
    "act2": (3, 16, 16),
    "pool2": (3, 8, 8),
    "conv3": (3, 8, 8),
    "norm3": (3, 8, 8),
    "act3": (3, 8, 8),
    "pool3": (3, 4, 4),
    "flatten": (48,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
