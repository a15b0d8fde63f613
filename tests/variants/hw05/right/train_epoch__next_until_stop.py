"""An iterator and StopIteration; a running mean; the gradients cleared with set_to_none=False."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    self.model.train()
    batches, mean, number = iter(loader), 0.0, 0
    while True:
        try:
            inputs, targets = next(batches)
        except StopIteration:
            return mean
        inputs, targets = inputs.to(device=self.device), targets.to(device=self.device)
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(self.model(inputs), targets)
        loss.backward()
        optimizer.step()
        number += 1
        mean += (loss.item() - mean) / number
