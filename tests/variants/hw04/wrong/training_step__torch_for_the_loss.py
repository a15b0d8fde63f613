"""The loss by PyTorch."""

# typical

import torch
import torch.nn.functional as F


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    leaf = torch.tensor(scores, requires_grad=True)
    loss = F.cross_entropy(leaf, torch.from_numpy(y))
    loss.backward()
    loss, grad_scores = loss.item(), leaf.grad.numpy()
    grads = model.backward(grad_scores, cache)
    for name, parameter in model.parameters().items():
        if parameter.ndim == 2:
            price, grad = l2_regularization(parameter, reg)
            loss += price
            grads[name] = grads[name] + grad
    return loss, grads
