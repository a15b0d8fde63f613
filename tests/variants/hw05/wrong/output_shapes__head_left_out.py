"""The head left out."""

# typical
# loses: output_shapes_head_test

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
    "pool3": (48, 4, 4),
    "flatten": (768,),
}
