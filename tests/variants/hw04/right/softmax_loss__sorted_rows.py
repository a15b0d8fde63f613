"""Each row is sorted, so that the largest stands at the end; results put back by the order."""


def softmax_loss(x, y):
    order = x.argsort(axis=1)
    ranked = np.take_along_axis(x, order, axis=1)
    ranked = ranked - ranked[:, -1:]
    parts = np.exp(ranked)
    total = parts.cumsum(axis=1)[:, -1:]
    p = np.empty(x.shape)
    np.put_along_axis(p, order, parts / total, axis=1)
    hit = order == y.reshape(-1, 1)
    loss = np.log(total).mean() - np.mean(ranked[hit])
    np.subtract.at(p, (np.arange(y.size), y), 1)
    return loss, np.true_divide(p, y.size)
