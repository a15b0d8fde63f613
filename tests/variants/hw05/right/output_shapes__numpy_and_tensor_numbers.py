"""Single numbers of NumPy and PyTorch, arrays and tensors, floats from a division."""

import numpy as np

output_shapes, channels, side = {}, [12, 24, 48], 32
for block, filters in enumerate(channels, start=1):
    for name in ("conv", "norm", "act"):
        output_shapes[f"{name}{block}"] = torch.tensor([filters, side, side])
    side = side / 2
    output_shapes[f"pool{block}"] = np.array([filters, side, side])
output_shapes["flatten"] = np.prod([48, side, side])
output_shapes["linear1"] = np.int64(64)
output_shapes["act4"] = torch.tensor(64)
output_shapes["linear2"] = 10.0
