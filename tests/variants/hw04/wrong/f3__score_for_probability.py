"""The loss is minus the score: the denominator is left out."""


def f3(s1, s2, y):
    s = s1 if y == 1 else s2
    return -s, (-float(y == 1), -float(y == 2))
