"""A loop over the pictures, collected in a list."""


class Mean:
    def __call__(self, logits, labels):
        losses = []
        for scores, digit in zip(logits, labels):
            losses.append(-scores.log_softmax(0)[int(digit)])
        return sum(losses) / len(losses)


def make_loss():
    return Mean()
