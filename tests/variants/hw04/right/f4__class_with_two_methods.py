"""A class whose methods are the two functions."""


class Oscillation:
    steps = "w = k / m\nf = sqrt(w)\np = f * t\nc = cos(p)\nx = A * c"

    def graph(self):
        return self.steps, (2.0, 0.5, 0.7, 1.2)

    def __call__(self, k, m, t, A):
        f = np.sqrt(k / m)
        c, s = np.cos(f * t), np.sin(f * t)
        grad_f = -A * s * t
        return A * c, (grad_f * f / (2 * k), -grad_f * f / (2 * m), -A * s * f, c)


f4 = Oscillation()
f4_graph = f4.graph
