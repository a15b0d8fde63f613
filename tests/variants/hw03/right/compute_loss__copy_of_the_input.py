"""The target is a copy; gradients are switched on; labels are thrown away."""


def compute_loss(loss_function, output, x, labels):
    del labels
    with torch.enable_grad():
        target = torch.empty_like(x).copy_(x)
        return torch.add(loss_function(output, target), 0)
