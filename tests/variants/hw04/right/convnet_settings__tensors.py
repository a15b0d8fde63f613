"""Numbers in tensors and arrays without dimensions."""

import numpy as np

settings = {
    "epochs": torch.tensor(10),
    "batch_size": np.array(100),
    "lr": torch.tensor(0.002, dtype=torch.float64),
    "weight_decay": np.float64(0.01),
}
