"""An object that can be called, whose class lets PyTorch do it."""

import torch


class Loss:
    def __call__(self, s1, s2, y):
        s = torch.tensor([float(s1), float(s2)], dtype=torch.float64, requires_grad=True)
        L = torch.logsumexp(s, 0) - s[y - 1]
        L.backward()
        return L.item(), tuple(s.grad.tolist())


f3 = Loss()
