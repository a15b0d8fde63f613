"""Two loops, for rows and columns: fine until w has another number of dimensions."""


def l2_regularization(w, reg):
    total = 0.0
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            total += w[i, j] ** 2
    return reg / 2 * total, float(reg) * w
