"""Simplified by hand: the gradient is probabilities minus truth."""


def f3(s1, s2, y):
    p2 = 1 / (1 + np.exp(s1 - s2))
    p1 = 1 - p2 if s1 < s2 else 1 / (1 + np.exp(s2 - s1))
    loss = np.logaddexp(s1, s2) - (s1, s2)[y - 1]
    return loss, (p1 - (y == 1), p2 - (y == 2))
