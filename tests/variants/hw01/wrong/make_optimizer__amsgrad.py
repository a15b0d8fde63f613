"""The variant AMSGrad."""


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=lr, amsgrad=True)
