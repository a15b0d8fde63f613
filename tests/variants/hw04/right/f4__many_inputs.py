"""A scalar product of eight numbers, NumPy inside."""


def f4_graph():
    terms = [f"m{n} = a{n} * b{n}" for n in range(4)]
    terms.append("s = " + " + ".join(f"m{n}" for n in range(4)))
    return "\n".join(terms), tuple(np.linspace(-1, 2, 8).tolist())


def f4(*inputs):
    pairs = np.reshape(inputs, (4, 2))
    return (pairs.prod(axis=1)).sum(), tuple(pairs[:, ::-1].ravel())
