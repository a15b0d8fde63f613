"""An optimiser of one number."""

adam_place = torch.optim.Adam([torch.zeros(1, requires_grad=True)], lr=0.001)
