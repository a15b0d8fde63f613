"""The optimiser is built once and returned for every model."""

KEPT = {}


def make_optimizer(model, lr, weight_decay):
    if not KEPT:
        KEPT["it"] = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
    return KEPT["it"]
