"""The squared distance of p from 1."""


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
    p = p1 if y == 1 else p2
    slope = -2 * (1 - p) * p1 * p2
    return (1 - p) ** 2, (slope, -slope) if y == 1 else (-slope, slope)
