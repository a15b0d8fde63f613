"""The batches stay where they are: nothing is brought to self.device."""
# loses: train_epoch_test


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = criterion(self.model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count
