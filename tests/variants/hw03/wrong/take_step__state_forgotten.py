"""What the optimiser remembers is thrown away after every step."""


def take_step(optimizer):
    optimizer.step()
    optimizer.state.clear()
