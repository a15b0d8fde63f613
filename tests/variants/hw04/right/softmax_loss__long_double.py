"""In the longest floats there are, handed back as float64."""


def softmax_loss(x, y):
    wide = x.astype(np.longdouble)
    wide = wide - wide.max(1)[:, None]
    log_p = wide - np.log(np.exp(wide).sum(1))[:, None]
    rows = np.indices(y.shape)[0]
    grad = np.exp(log_p)
    grad[rows, y] -= 1
    return float(np.average(-log_p[rows, y])), (grad / len(y)).astype("float64")
