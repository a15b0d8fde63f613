"""Plain gradient descent, as an object."""

adam_place = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
