"""The matrix norm for the largest singular value, squared."""


def l2_regularization(w, reg):
    return reg / 2 * np.linalg.norm(w, 2) ** 2, float(reg) * w
