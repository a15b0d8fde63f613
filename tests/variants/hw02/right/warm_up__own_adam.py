"""The formulas of Adam by hand, gradients from torch.autograd.grad, the history from records."""

import pandas as pd


class Walker:
    def __init__(self, model, lr=0.001, memory=(0.9, 0.999)):
        self.parameters = list(model.parameters())
        self.lr, self.memory, self.steps = lr, memory, 0
        self.mean = [torch.zeros_like(p) for p in self.parameters]
        self.square = [torch.zeros_like(p) for p in self.parameters]

    def __call__(self, loss):
        self.steps += 1
        a, b = self.memory
        gradients = torch.autograd.grad(loss, self.parameters)
        with torch.no_grad():
            for p, g, m, v in zip(self.parameters, gradients, self.mean, self.square):
                m.mul_(a).add_(g, alpha=1 - a)
                v.mul_(b).addcmul_(g, g, value=1 - b)
                m_hat, v_hat = m / (1 - a**self.steps), v / (1 - b**self.steps)
                p.sub_(self.lr * m_hat / (v_hat.sqrt() + 1e-8))


def measured(model, batches):
    pairs = [(model(x.to(device)), y.to(device)) for x, y in batches]
    out, y = torch.cat([o for o, _ in pairs]), torch.cat([y for _, y in pairs])
    return F.cross_entropy(out, y).item(), (out.argmax(1) == y).double().mean().item()


def warm_up(model, train, test):
    walk = Walker(model)
    records = []
    for epoch in range(10):
        model.train()
        for x, y in train:
            walk(F.cross_entropy(model(x.to(device)), y.to(device)))
        model.eval()
        with torch.no_grad():
            (a, b), (c, d) = measured(model, train), measured(model, test)
        records.append(
            dict(epoch=epoch, train_loss=a, train_accuracy=b, val_loss=c, val_accuracy=d)
        )
    return pd.DataFrame.from_records(records), torch.tensor(d)
