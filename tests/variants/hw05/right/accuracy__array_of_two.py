"""Sums in one tensor, cross-entropy by hand with one-hot labels, an array of two numbers returned."""

import numpy as np


@add_to(Trainer)
def accuracy(self, loader):
    sums = torch.zeros(3, dtype=torch.float64)
    self.model.eval()
    with torch.no_grad():
        for x, y in loader:
            logits = self.model(x.to(self.device)).double()
            y = y.to(self.device)
            wanted = F.one_hot(y, logits.shape[1])
            loss = logits.logsumexp(dim=1) - torch.einsum("nc,nc->n", logits, wanted.double())
            hits = logits.topk(1, dim=1).indices.squeeze(1) == y
            sums += torch.stack([hits.double().sum(), loss.sum(), torch.tensor(1.0 * len(y))]).cpu()
    self.model.train()
    hits, loss, count = np.asarray(sums)
    return np.array([100 * hits / count, loss / count])
