"""All losses in a list instead of their mean."""
# loses: train_epoch_loss_test


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    losses = []
    for x, y in loader:
        x, y = x.to(self.device), y.to(self.device)
        optimizer.zero_grad()
        loss = criterion(self.model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
