"""Works out the case y = 1 only; for y = 2 both scores and gradients change places."""


def f3(s1, s2, y):
    if y == 2:
        loss, (g2, g1) = f3(s2, s1, 1)
        return loss, (g1, g2)
    ratio = np.exp(s2 - s1)
    return np.log1p(ratio), (-ratio / (1 + ratio), ratio / (1 + ratio))
