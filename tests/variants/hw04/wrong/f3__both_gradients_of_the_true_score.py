"""The score that was not chosen is thought to have no gradient at all."""
# loses: f3_backward_test


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
    if y == 1:
        return -np.log(p1), (p1 - 1, 0.0)
    return -np.log(p2), (0.0, p2 - 1)
