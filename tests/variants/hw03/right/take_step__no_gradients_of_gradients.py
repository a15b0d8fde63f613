"""Under no_grad, with the gradients set to None afterwards."""


@torch.no_grad()
def take_step(optimizer):
    optimizer.step()
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            parameter.grad = None
