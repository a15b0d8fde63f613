"""With a matrix of ones and zeros; 0-d array as loss."""


def softmax_loss(x, y):
    truth = np.zeros(x.shape)
    truth[range(len(y)), y] = 1
    top = np.max(x, axis=1)[:, np.newaxis]
    total = np.sum(np.exp(x - top), axis=1)[:, np.newaxis]
    log_p = x - top - np.log(total)
    return np.asarray(-np.sum(truth * log_p) / len(y)), (np.exp(log_p) - truth) / len(y)
