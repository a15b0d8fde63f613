"""Stops at e1 and e2: the local derivative of exp is missing."""

# typical
# loses: f3_backward_test


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    d = e1 + e2
    p = e1 / d if y == 1 else e2 / d
    grad_e1, grad_e2 = 1 / d, 1 / d
    if y == 1:
        grad_e1 -= 1 / e1
    else:
        grad_e2 -= 1 / e2
    return -np.log(p), (grad_e1, grad_e2)
