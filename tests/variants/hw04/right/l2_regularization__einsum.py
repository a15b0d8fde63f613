"""Letters for as many dimensions as there are."""


def l2_regularization(w, reg):
    half, letters = np.asarray(reg / 2), "abcdefgh"[: np.ndim(w)]
    loss = half * np.einsum(f"{letters},{letters}->", w, w)
    return loss, w * half + half * w
