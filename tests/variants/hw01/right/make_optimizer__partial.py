"""A partial, and parameters from a generator over the modules."""

from functools import partial

ADAM = partial(torch.optim.Adam, betas=[0.9, 0.999])


def make_optimizer(model, lr):
    def own():
        for part in model.modules():
            yield from part.parameters(recurse=False)

    return ADAM(own(), lr=lr)
