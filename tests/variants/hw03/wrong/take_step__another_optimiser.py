"""A new Adam each time takes the step."""


def take_step(optimizer):
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    torch.optim.Adam(parameters, lr=optimizer.param_groups[0]["lr"]).step()
