"""A class keeps what both ways need; einsum picks; 0-d results."""


class Loss:
    def __init__(self, scores, labels):
        self.truth = (labels[:, None] == np.arange(scores.shape[1])).astype(float)
        self.log_p = np.array(scores, dtype=float)
        self.log_p -= np.amax(self.log_p, axis=-1, keepdims=True)
        self.log_p -= np.log(np.einsum("nc->n", np.exp(self.log_p)))[:, None]

    @property
    def value(self):
        return np.asarray(-np.einsum("nc,nc->", self.truth, self.log_p) / len(self.truth))

    def gradient(self):
        return (np.exp(self.log_p) - self.truth) / len(self.truth)


def softmax_loss(scores, labels):
    loss = Loss(scores, labels)
    return [loss.value, loss.gradient()]
