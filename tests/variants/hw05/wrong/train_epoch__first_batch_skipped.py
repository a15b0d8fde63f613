"""Off by one: the first batch is left out."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 1e-9
    for x, y in list(loader)[1:]:
        x, y = x.to(self.device), y.to(self.device)
        optimizer.zero_grad()
        loss = criterion(self.model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count
