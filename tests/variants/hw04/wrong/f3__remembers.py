"""Remembers results by the scores alone, and forgets that the class matters."""

KNOWN = {}


def f3(s1, s2, y):
    if (s1, s2) not in KNOWN:
        e1, e2 = np.exp(s1), np.exp(s2)
        p1, p2 = e1 / (e1 + e2), e2 / (e1 + e2)
        KNOWN[s1, s2] = -np.log(p1 if y == 1 else p2), (p1 - (y == 1), p2 - (y == 2))
    return KNOWN[s1, s2]
