"""Logarithm to base ten; the gradients are right."""

# typical
# loses: f3_forward_test


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
    L = -np.log10(p1 if y == 1 else p2)
    return L, (p1 - (y == 1), p2 - (y == 2))
