"""p is kept away from 0 and 1 before the logarithm."""


def f3(s1, s2, y):
    e1, e2 = np.exp(s1), np.exp(s2)
    p1, p2 = np.clip([e1 / (e1 + e2), e2 / (e1 + e2)], 0.001, 0.999)
    return -np.log(p1 if y == 1 else p2), (p1 - (y == 1), p2 - (y == 2))
