"""Everything with enumerate, keywords and in-place sums; the step first cleared after it was taken."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    total = torch.zeros(1)
    self.model.requires_grad_(True).train(mode=True)
    optimizer.zero_grad()
    for number, batch in enumerate(loader, start=1):
        pictures, labels = batch[0].to(self.device), batch[1].to(self.device)
        with torch.enable_grad():
            loss = criterion(self.model.forward(pictures), labels)
        torch.autograd.backward(loss)
        optimizer.step()
        optimizer.zero_grad()
        total.add_(loss.detach().cpu())
    return total.div_(number).squeeze()
