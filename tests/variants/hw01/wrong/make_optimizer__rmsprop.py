"""RMSprop."""


def make_optimizer(model, lr):
    return torch.optim.RMSprop(model.parameters(), lr=lr)
