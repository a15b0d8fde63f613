"""Backward through PyTorch."""

# typical


def l2_regularization(w, reg):
    import torch

    leaf = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    loss = reg / 2 * (leaf**2).sum()
    loss.backward()
    return loss.item(), leaf.grad.numpy()
