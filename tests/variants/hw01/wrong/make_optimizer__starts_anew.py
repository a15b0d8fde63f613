"""The network is drawn anew on the way."""


def make_optimizer(model, lr):
    for part in model.modules():
        if hasattr(part, "reset_parameters"):
            part.reset_parameters()
    return torch.optim.Adam(model.parameters(), lr=lr)
