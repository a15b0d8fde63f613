"""Two groups, weights and biases, with the same rate."""


def make_optimizer(model, lr):
    weights, biases = [], []
    for p in model.parameters():
        (weights if p.dim() > 1 else biases).append(p)
    optimizer = torch.optim.Adam([{"params": weights}, {"params": biases, "lr": lr}], lr=lr)
    assert len(optimizer.param_groups) == 2
    return optimizer
