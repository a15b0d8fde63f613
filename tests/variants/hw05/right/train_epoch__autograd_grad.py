"""Gradients from torch.autograd.grad, put into .grad by hand; losses stacked to a 0-d tensor."""


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    parameters = [p for p in self.model.train().parameters() if p.requires_grad]
    losses = []
    for x, y in loader:
        loss = criterion(self.model(x.to(self.device)), y.to(self.device))
        for p, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
            p.grad = slope
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses).mean()
