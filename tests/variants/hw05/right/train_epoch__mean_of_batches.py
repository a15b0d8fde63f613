"""Mean over batches with item(); gradients cleared at the end; the model's own zero_grad."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train(True)
    losses = []
    for images, labels in loader:
        images = images.to(self.device, non_blocking=True)
        labels = labels.to(self.device, non_blocking=True)
        outputs = self.model(images)
        loss = criterion(outputs, labels)
        loss.backward()
        optimizer.step()
        self.model.zero_grad()
        losses.append(loss.item())
    return sum(losses) / len(losses)
