"""As if without padding: every convolution shrinks the map."""

# typical
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_flatten_test

output_shapes = {
    "conv1": (12, 30, 30),
    "norm1": (12, 30, 30),
    "act1": (12, 30, 30),
    "pool1": (12, 15, 15),
    "conv2": (24, 13, 13),
    "norm2": (24, 13, 13),
    "act2": (24, 13, 13),
    "pool2": (24, 6, 6),
    "conv3": (48, 4, 4),
    "norm3": (48, 4, 4),
    "act3": (48, 4, 4),
    "pool3": (48, 2, 2),
    "flatten": (192,),
    "linear1": (64,),
    "act4": (64,),
    "linear2": (10,),
}
