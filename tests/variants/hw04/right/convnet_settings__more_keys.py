"""A call of dict, more keys than asked, NumPy numbers."""

import numpy as np

settings = dict(
    epochs=np.int64(20),
    batch_size=64,
    lr=np.float32(0.001),
    weight_decay=1e-5,
    momentum=0.9,
    schedule="onecycle",
)
