"""Backwards, the class is taken to be 1."""
# loses: f3_backward_test


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
    return -np.log(p1 if y == 1 else p2), (p1 - 1, p2)
