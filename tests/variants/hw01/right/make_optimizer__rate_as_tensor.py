"""The rate as a tensor of no dimensions."""


def make_optimizer(model, lr):
    return torch.optim.Adam(model.parameters(), lr=torch.tensor(lr), foreach=False)
