"""Loops over everything, into arrays of zeros."""


def fc_forward(x, w, b):
    N, D = x.shape
    M = w.shape[1]
    out = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            out[n, m] = b[m]
            for d in range(D):
                out[n, m] += x[n, d] * w[d, m]
    return out, (x, w, b)


def fc_backward(grad_out, cache):
    x, w, b = cache
    grad_x, grad_w, grad_b = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            grad_b[m] += grad_out[n, m]
            for d in range(x.shape[1]):
                grad_x[n, d] += grad_out[n, m] * w[d, m]
                grad_w[d, m] += grad_out[n, m] * x[n, d]
    return grad_x, grad_w, grad_b
