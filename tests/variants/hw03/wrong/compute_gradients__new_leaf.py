"""A new tensor of the same value."""


def compute_gradients(loss):
    torch.tensor(loss.item(), requires_grad=True).backward()
