"""Two slopes carried along with every value."""


class Dual:
    def __init__(self, value, slopes):
        self.value, self.slopes = value, slopes

    def exp(self):
        e = np.exp(self.value)
        return Dual(e, [e * s for s in self.slopes])

    def log(self):
        return Dual(np.log(self.value), [s / self.value for s in self.slopes])

    def __add__(self, other):
        return Dual(self.value + other.value, [a + b for a, b in zip(self.slopes, other.slopes)])

    def __truediv__(self, other):
        quotient = self.value / other.value
        slopes = [(a - quotient * b) / other.value for a, b in zip(self.slopes, other.slopes)]
        return Dual(quotient, slopes)


def f3(s1, s2, y):
    scores = Dual(s1, [1.0, 0.0]), Dual(s2, [0.0, 1.0])
    e = [one.exp() for one in scores]
    p = [one / (e[0] + e[1]) for one in e]
    log_p = p[y - 1].log()
    return -log_p.value, tuple(-s for s in log_p.slopes)
