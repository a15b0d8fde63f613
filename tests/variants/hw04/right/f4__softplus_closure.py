"""Both functions share a closure; gradients as a list of NumPy numbers."""


def make():
    start = np.float64(0.3), np.float64(-2.0)

    def graph():
        return (
            """
            s = w * x
            e = exp(s)
            u = 1 + e
            l = log(u)
            f = l ** 2
            """,
            start,
        )

    def value(w, x):
        l = np.log1p(np.exp(w * x))
        slope = 2 * l / (1 + np.exp(-w * x))
        return l**2, [slope * x, slope * w]

    return graph, value


f4_graph, f4 = make()
