"""Groups by the kind of layer: normalisation is not pulled, all else is, biases too."""

from torch.optim import Adamax


def make_optimizer(model, lr, weight_decay):
    groups = {True: [], False: []}
    for layer in model.modules():
        is_norm = isinstance(layer, nn.BatchNorm2d)
        groups[is_norm] += layer.parameters(recurse=False)
    return Adamax(
        [
            {"params": groups[False], "weight_decay": weight_decay},
            {"params": groups[True], "weight_decay": 0},
        ],
        lr,
    )
