"""The return is missing."""


def make_optimizer(model, lr, weight_decay):
    torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
