"""The parameters of a network built on the spot."""

# typical


def make_optimizer(model, lr, weight_decay):
    model = nn.Linear(784, 10)
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
