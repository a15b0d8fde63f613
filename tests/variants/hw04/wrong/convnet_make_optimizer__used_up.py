"""The generator of parameters is used up before the optimiser gets it."""


def make_optimizer(model, lr, weight_decay):
    parameters = model.parameters()
    print(sum(p.numel() for p in parameters), "parameters")
    return torch.optim.AdamW(parameters, lr=lr, weight_decay=weight_decay)
