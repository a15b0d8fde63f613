"""Adadelta, by its name from a table."""

KINDS = {kind: getattr(torch.optim, kind) for kind in ("SGD", "Adamax", "Adadelta")}


def make_optimizer(model, lr, weight_decay, kind="Adadelta"):
    return KINDS[kind](model.parameters(), lr=float(lr), weight_decay=float(weight_decay))
