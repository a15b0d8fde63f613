"""e1 and e2 are used twice; only the direct way is counted."""

# typical
# loses: f3_backward_test


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    d = e1 + e2
    p1, p2 = e1 / d, e2 / d
    p = p1 if y == 1 else p2
    grad_p = -1 / p
    grad_p1, grad_p2 = (grad_p, 0.0) if y == 1 else (0.0, grad_p)
    return -np.log(p), (grad_p1 / d * e1, grad_p2 / d * e2)
