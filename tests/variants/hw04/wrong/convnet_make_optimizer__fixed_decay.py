"""AdamW without its argument: it decays by its own default."""

# typical


def make_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(model.parameters(), lr=lr)
