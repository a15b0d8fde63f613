"""Draws the model's weights anew on the way."""


def make_optimizer(model, lr, weight_decay):
    for p in model.parameters():
        nn.init.normal_(p)
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
