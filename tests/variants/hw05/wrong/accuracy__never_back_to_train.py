"""Never back to training mode."""

# typical
# loses: accuracy_mode_test


@add_to(Trainer)
def accuracy(self, loader):
    self.model.eval()
    right, total, count = 0, 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(self.device), y.to(self.device)
            logits = self.model(x)
            right += (logits.argmax(dim=1) == y).sum().item()
            total += F.cross_entropy(logits, y, reduction="sum").item()
            count += len(y)
    return 100 * right / count, total / count
