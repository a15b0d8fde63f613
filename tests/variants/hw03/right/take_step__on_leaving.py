"""Put off until the block is left."""

import contextlib


def take_step(optimizer):
    with contextlib.ExitStack() as stack:
        stack.callback(optimizer.step)
