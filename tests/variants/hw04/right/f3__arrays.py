"""Arrays of two; 0-d arrays come out, the gradients as a list."""


def f3(s1, s2, y):
    s = np.array([s1, s2], dtype=float)
    e = np.exp(s)
    p = e / e.sum()
    truth = np.eye(2)[int(y) - 1]
    return np.array(-(truth * np.log(p)).sum()), [*(p - truth)]
