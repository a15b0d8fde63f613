"""The distance of two points in the plane."""


def f4_graph():
    return (
        """
    h = x2 - x1
    v = y2 - y1
    s = h ** 2 + v ** 2
    r = sqrt(s)
    """,
        (0.5, 2.0, 1.0, -1.0),
    )


def f4(*inputs):
    x2, x1, y2, y1 = inputs
    h, v = x2 - x1, y2 - y1
    r = np.hypot(h, v)
    return r, (h / r, -h / r, v / r, -v / r)
