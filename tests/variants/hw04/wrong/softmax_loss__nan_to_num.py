"""NaN and infinity are replaced afterwards."""
# loses: softmax_loss_stable_test


def softmax_loss(x, y):
    p = np.nan_to_num(np.exp(x) / np.exp(x).sum(axis=1, keepdims=True))
    grad = p.copy()
    grad[np.arange(len(x)), y] -= 1
    loss = np.nan_to_num(-np.log(p[np.arange(len(x)), y])).mean()
    return min(loss, 1e6), grad / len(x)
