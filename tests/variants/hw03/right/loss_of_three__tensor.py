"""PyTorch's own loss, on the logarithms of the probabilities."""

logits = torch.tensor(y_hat).log().reshape(1, 10)
loss_of_three = F.cross_entropy(logits, torch.tensor([digit]))
