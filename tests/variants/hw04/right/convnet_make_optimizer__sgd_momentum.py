"""Gradient descent with Nesterov's momentum."""


def make_optimizer(model, lr=0.1, weight_decay=1e-4):
    return torch.optim.SGD(
        model.parameters(), lr, momentum=0.9, nesterov=True, weight_decay=weight_decay
    )
