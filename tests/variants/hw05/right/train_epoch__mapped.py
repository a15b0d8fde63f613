"""A function for one step, mapped over the loader; statistics.fmean; no loop to be seen."""

from statistics import fmean


@add_to(Trainer)
def train_epoch(self, loader, optimizer, criterion):
    def learn(batch):
        x, y = map(lambda part: part.to(self.device), batch)
        loss = criterion(self.model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    self.model.train()
    return fmean(map(learn, loader))
