"""Another name, and what step returns."""


def take_step(adam):
    return adam.step()
