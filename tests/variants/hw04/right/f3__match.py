"""match on the class, a generator for the gradients, a function within."""


def f3(first, second, true_class):
    total = np.logaddexp(first, second)

    def share(score):
        return np.exp(score - total)

    match true_class:
        case 1:
            loss, targets = total - first, (1, 0)
        case _:
            loss, targets = total - second, (0, 1)
    return loss, tuple(share(s) - t for s, t in zip((first, second), targets, strict=True))
