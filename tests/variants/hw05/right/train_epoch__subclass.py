"""The class reopened by inheritance; the step through a closure; numpy mean."""

import numpy as np


class Trainer(Trainer):
    def train_epoch(self, loader, optimizer, criterion):
        self.model.train()
        found = []
        for x, y in loader:

            def closure():
                optimizer.zero_grad()
                loss = criterion(self.model(x.to(self.device)), y.to(self.device))
                loss.backward()
                return loss

            found.append(float(optimizer.step(closure).detach()))
        return np.mean(found)
