"""The rate comes in through the state."""


def make_optimizer(model, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=1.0)
    state = optimizer.state_dict()
    state["param_groups"][0]["lr"] = lr
    optimizer.load_state_dict(state)
    optimizer.zero_grad(set_to_none=True)
    return optimizer
