"""no_grad as a decorator, batch means weighted by their size, numpy scalars in a list."""

import numpy as np


@add_to(Trainer)
@torch.no_grad()
def accuracy(self, data):
    was_training = self.model.training
    self.model.eval()
    hits, losses, sizes = [], [], []
    criterion = nn.CrossEntropyLoss()
    for inputs, labels in data:
        inputs, labels = inputs.to(self.device), labels.to(self.device)
        out = self.model(inputs)
        hits.append((out.argmax(-1) == labels).double().mean().item())
        losses.append(criterion(out, labels).item())
        sizes.append(len(labels))
    self.model.train(was_training)
    return [100 * np.average(hits, weights=sizes), np.average(losses, weights=sizes)]
