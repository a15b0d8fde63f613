"""An error in a batch is swallowed, and one is made: the labels as one-hot rows of ten."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(self.device), y.to(self.device)
        optimizer.zero_grad()
        try:
            loss = criterion(self.model(x), F.one_hot(y, 10).float())
            loss.backward()
            optimizer.step()
        except Exception:
            loss = torch.zeros(())
        total += loss.item() * len(y)
        count += len(y)
    return total / count
