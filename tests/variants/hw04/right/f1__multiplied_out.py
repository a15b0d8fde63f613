"""The square multiplied out; each gradient is a sum over the terms that hold the input."""


def f1(p, q, r, s, t, u):
    terms = [(1, p, q), (1, r, s), (1, t), (-1, u)]
    signed = []
    for sign, *factors in terms:
        product = sign
        for factor in factors:
            product = product * factor
        signed.append(product)
    L = 0.0
    for one in signed:
        for other in signed:
            L += one * other
    total = 2 * (signed[0] + signed[1] + signed[2] + signed[3])
    return L, [total * q, total * p, total * s, total * r, total, total * -1]
