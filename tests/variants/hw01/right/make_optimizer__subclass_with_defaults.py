"""A subclass that does nothing new, all defaults spelled out."""


class Plain(torch.optim.Adam):
    pass


def make_optimizer(model, lr):
    settings = dict(betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, maximize=False)
    return Plain(model.parameters(), lr=lr, foreach=True, **settings)
