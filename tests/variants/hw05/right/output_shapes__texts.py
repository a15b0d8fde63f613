"""Texts in several spellings."""

output_shapes = {
    "conv1": "12 × 32 × 32",
    "norm1": "12x32x32",
    "act1": "(12, 32, 32)",
    "pool1": "12, 16, 16",
    "conv2": "[24, 16, 16]",
    "norm2": "24 x 16 x 16",
    "act2": "24*16*16",
    "pool2": "24 maps of 8 x 8",
    "conv3": "48 8 8",
    "norm3": "(48,8,8)",
    "act3": "48×8×8",
    "pool3": "48 by 4 by 4",
    "flatten": "768",
    "linear1": "(64,)",
    "act4": "64 numbers",
    "linear2": "10",
}
