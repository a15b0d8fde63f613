"""The cache is the backward pass itself."""


def fc_forward(x, w, b):
    def back(g):
        return g.dot(w.T), x.T.dot(g), np.ones(len(g)).dot(g)

    return np.asarray(x, dtype=float).dot(w) + b, back


fc_backward = lambda grad_out, cache: cache(grad_out)
