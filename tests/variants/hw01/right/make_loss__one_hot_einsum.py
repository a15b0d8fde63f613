"""One-hot labels times log-probabilities, as an einsum."""


def make_loss():
    def loss(logits, labels):
        targets = torch.eye(10)[labels]
        return -torch.einsum("nk,nk->", targets, logits.log_softmax(-1)) / labels.shape[0]

    return loss
