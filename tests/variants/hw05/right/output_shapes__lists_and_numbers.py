"""Lists, numpy integers, a bare number."""

import numpy as np

a, b, c = [12, 32, 32], [24, np.int64(16), 16], np.array([48, 8, 8])
output_shapes = dict(conv1=a, norm1=a, act1=a, pool1=[12, 16, 16])
output_shapes.update(conv2=b, norm2=b, act2=b, pool2=[24, 8, 8])
output_shapes.update(conv3=c, norm3=c, act3=c, pool3=[48, 4, 4])
output_shapes |= {"flatten": 48 * 4 * 4, "linear1": [64], "act4": 64, "linear2": (10,)}
