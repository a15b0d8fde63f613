"""The Jacobian of softmax as a matrix; float of NumPy come out."""


def f3(s1, s2, y):
    e = np.exp(np.stack([s1, s2]).astype(np.float64))
    p = np.true_divide(e, np.add.reduce(e))
    jacobian = np.diag(p) - np.outer(p, p)
    picked = np.where(np.arange(1, 3) == y, -1 / p, 0)
    grads = jacobian.T @ picked
    return -np.log(p).take(y - 1), (grads.item(0), grads[1])
