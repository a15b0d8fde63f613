"""All batches joined first and asked at once; a confusion matrix; 0-d tensors in a tensor of two."""


@add_to(Trainer)
@torch.inference_mode()
def accuracy(self, loader):
    pictures, labels = map(torch.cat, zip(*loader))
    pictures, labels = pictures.to(self.device), labels.to(self.device)
    logits = self.model.eval()(pictures)
    self.model.train()
    n = logits.size(1)
    confusion = torch.bincount(labels * n + logits.argmax(1), minlength=n * n).view(n, n)
    share = confusion.diagonal().sum() / confusion.sum()
    return torch.stack([100.0 * share, nn.CrossEntropyLoss()(logits, labels)])
