"""Goes down dimension by dimension until numbers are left."""


def l2_regularization(w, reg):
    if np.ndim(w) == 0:
        return reg * float(w) ** 2 / 2, np.float64(reg * w)
    losses, grads = [], []
    for part in w:
        loss, grad = l2_regularization(part, reg)
        losses.append(loss)
        grads.append(grad)
    return sum(losses), np.array(grads)
