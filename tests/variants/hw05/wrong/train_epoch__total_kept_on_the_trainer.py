"""The sum is kept on the trainer and never begins anew."""
# loses: train_epoch_loss_test


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    self.total = getattr(self, "total", 0.0)
    count = 0
    for x, y in loader:
        x, y = x.to(self.device), y.to(self.device)
        optimizer.zero_grad()
        loss = criterion(self.model(x), y)
        loss.backward()
        optimizer.step()
        self.total += loss.item() * len(y)
        count += len(y)
    return self.total / count
