"""PyTorch behind a helper function."""

# typical

import torch


def cross_entropy(scores, labels):
    return torch.nn.functional.cross_entropy(scores, labels)


def softmax_loss(x, y):
    scores = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    loss = cross_entropy(scores, torch.tensor(y))
    loss.backward()
    return loss.item(), scores.grad.numpy()
