"""bn and relu instead of norm and act."""
# loses: output_shapes_block1_test, output_shapes_block2_test, output_shapes_block3_test, output_shapes_head_test

output_shapes = {
    "conv1": (12, 32, 32),
    "bn1": (12, 32, 32),
    "relu1": (12, 32, 32),
    "pool1": (12, 16, 16),
    "conv2": (24, 16, 16),
    "bn2": (24, 16, 16),
    "relu2": (24, 16, 16),
    "pool2": (24, 8, 8),
    "conv3": (48, 8, 8),
    "bn3": (48, 8, 8),
    "relu3": (48, 8, 8),
    "pool3": (48, 4, 4),
    "flatten": (768,),
    "linear1": (64,),
    "relu4": (64,),
    "linear2": (10,),
}
