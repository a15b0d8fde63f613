"""The method itself, as a function."""

compute_gradients = torch.Tensor.backward
