"""The minus of a difference is forgotten backwards."""


def f4_graph():
    return "h = x2 - x1\nv = y2 - y1\ns = h ** 2 + v ** 2\nr = sqrt(s)", (0.5, 2.0, 1.0, -1.0)


def f4(*inputs):
    x2, x1, y2, y1 = inputs
    h, v = x2 - x1, y2 - y1
    r = np.hypot(h, v)
    return r, (h / r, h / r, v / r, v / r)
