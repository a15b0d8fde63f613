"""The parameters of another network."""

# typical


def make_optimizer(model, lr):
    model = nn.Linear(2, 1)
    return torch.optim.Adam(model.parameters(), lr=lr)
