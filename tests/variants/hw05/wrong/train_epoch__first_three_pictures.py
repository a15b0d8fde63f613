"""Only the first three pictures of every batch, as in the first try."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x[:3].to(self.device), y[:3].to(self.device)
        optimizer.zero_grad()
        loss = criterion(self.model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count
