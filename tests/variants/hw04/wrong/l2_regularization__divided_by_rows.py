"""Divided by the number of rows, as if they were a batch."""


def l2_regularization(w, reg):
    return reg / 2 * np.sum(w**2) / len(w), reg * w / len(w)
