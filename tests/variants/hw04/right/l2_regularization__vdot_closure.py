"""A price list: a closure for each strength; NumPy's own product of everything."""


def priced_at(reg):
    def price(w):
        w = np.array(w, dtype=float)
        return np.vdot(w, w) * (0.5 * reg), reg * w

    return price


def l2_regularization(w, reg):
    return priced_at(reg)(w)
