"""A tensor without its history."""


def make_loss():
    def loss(logits, labels):
        with torch.no_grad():
            return nn.functional.cross_entropy(logits, labels)

    return loss
