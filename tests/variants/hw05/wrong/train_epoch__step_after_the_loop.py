"""One step at the end of the epoch instead of one per batch."""

# typical


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 0
    optimizer.zero_grad()
    for x, y in loader:
        x, y = x.to(self.device), y.to(self.device)
        loss = criterion(self.model(x), y)
        loss.backward()
        total += loss.item() * len(y)
        count += len(y)
    optimizer.step()
    return total / count
