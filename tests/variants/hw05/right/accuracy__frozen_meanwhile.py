"""No gradients because nothing asks for any: parameters are frozen meanwhile; weighted running means."""


@add_to(Trainer)
def accuracy(self, data):
    free = [p for p in self.model.parameters() if p.requires_grad]
    for p in free:
        p.requires_grad = False
    self.model.eval()
    seen, share, loss = 0, 0.0, 0.0
    for x, y in data:
        x, y = x.to(self.device), y.to(self.device)
        n, out = x.size(0), self.model(x)
        seen += n
        share += n / seen * ((out.argmax(axis=-1) == y).float().mean().item() - share)
        loss += n / seen * (F.cross_entropy(out, y).item() - loss)
    for p in free:
        p.requires_grad = True
    self.model.train()
    return round(100 * share, 2), round(loss, 5)
