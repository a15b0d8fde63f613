"""Only the parameters of the last layer."""

# typical


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(model[-1].parameters(), lr=lr, weight_decay=weight_decay)
