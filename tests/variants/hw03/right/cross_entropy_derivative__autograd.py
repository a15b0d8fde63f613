"""By automatic differentiation; a 0-d tensor."""


def cross_entropy_derivative(p, y):
    p = torch.tensor(p, dtype=torch.float64, requires_grad=True)
    (-y * p.log()).backward()
    return p.grad


cross_entropy_slope = cross_entropy_derivative(0.9, 1.0)
