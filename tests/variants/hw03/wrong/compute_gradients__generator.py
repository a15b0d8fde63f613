"""With a yield: nothing runs before somebody asks."""


def compute_gradients(loss):
    yield loss.backward()
