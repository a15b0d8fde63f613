"""Through probabilities, lists and torch.cat; inference_mode; the mode set by train(False)."""


@add_to(Trainer)
def accuracy(self, loader):
    self.model.train(False)
    outputs, targets = [], []
    with torch.inference_mode():
        for x, y in loader:
            outputs.append(self.model(x.to(self.device)).cpu())
            targets.append(y.cpu())
    self.model.train(True)
    outputs, targets = torch.cat(outputs), torch.cat(targets)
    log_p = torch.log_softmax(outputs, dim=-1)
    predicted = torch.max(log_p.exp(), 1)[1]
    share = (predicted == targets).float().mean()
    return share * 100, F.nll_loss(log_p, targets)
