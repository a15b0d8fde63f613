"""Picture by picture, with NumPy for what comes after the network."""

import numpy as np


@add_to(Trainer)
def accuracy(self, loader):
    def answers():
        for x, y in loader:
            for picture, label in zip(x.to(self.device), y):
                yield self.model(picture.unsqueeze(0))[0].cpu().numpy().astype(float), int(label)

    self.model.eval()
    with torch.no_grad():
        rows, labels = zip(*answers())
    self.model.train()
    rows, labels = np.stack(rows), np.array(labels)
    top = rows.max(axis=1, keepdims=True)
    log_p = rows - top - np.log(np.exp(rows - top).sum(axis=1, keepdims=True))
    loss = -np.take_along_axis(log_p, labels[:, None], axis=1).mean()
    return np.float32(100) * (rows.argmax(axis=1) == labels).mean(), loss
