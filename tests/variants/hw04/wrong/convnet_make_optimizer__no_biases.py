"""Biases are left out altogether, instead of only out of the decay."""

# typical


def make_optimizer(model, lr, weight_decay):
    weights = [p for name, p in model.named_parameters() if not name.endswith("bias")]
    return torch.optim.AdamW(weights, lr=lr, weight_decay=weight_decay)
