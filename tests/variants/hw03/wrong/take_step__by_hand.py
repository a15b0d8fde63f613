"""Plain gradient descent by hand: whatever the optimiser would do is left out."""


def take_step(optimizer):
    with torch.no_grad():
        for group in optimizer.param_groups:
            for parameter in group["params"]:
                parameter -= group["lr"] * parameter.grad
