"""What all optimisers have in common."""

adam_place = torch.optim.Optimizer
