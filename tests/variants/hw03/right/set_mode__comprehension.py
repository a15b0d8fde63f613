"""Each part is told, in a comprehension; the number of parts comes back."""


def set_mode(model):
    return len({id(part.train()) for _, part in model.named_modules()})
