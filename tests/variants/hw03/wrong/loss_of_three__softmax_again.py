"""PyTorch's loss on the probabilities, as if they were logits."""

loss_of_three = F.cross_entropy(torch.tensor([y_hat]), torch.tensor([digit]))
