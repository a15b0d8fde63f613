"""Counts that are kept on the trainer and never begin anew."""
# loses: accuracy_test


@add_to(Trainer)
def accuracy(self, loader):
    self.model.eval()
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(self.device), y.to(self.device)
            logits = self.model(x)
            self.right = getattr(self, "right", 0) + (logits.argmax(dim=1) == y).sum().item()
            self.total = (
                getattr(self, "total", 0) + F.cross_entropy(logits, y, reduction="sum").item()
            )
            self.count = getattr(self, "count", 0) + len(y)
    self.model.train()
    return 100 * self.right / self.count, self.total / self.count
