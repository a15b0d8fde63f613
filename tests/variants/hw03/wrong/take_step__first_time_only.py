"""One step for ever."""

optimizers_served = []


def take_step(optimizer):
    if not optimizers_served:
        optimizers_served.append(optimizer)
        optimizer.step()
