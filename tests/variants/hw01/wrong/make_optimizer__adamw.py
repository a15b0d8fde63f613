"""AdamW with its decay of one per cent."""


def make_optimizer(model, lr):
    return torch.optim.AdamW(model.parameters(), lr=lr)
