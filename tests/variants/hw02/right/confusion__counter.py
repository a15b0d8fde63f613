"""A Counter of pairs, read out into tuples."""

from collections import Counter


def pairs(model, data):
    for x, y in data:
        yield from zip(y.tolist(), model.eval()(x.to(device)).argmax(-1).tolist())


def confusion(model, data):
    counted = Counter(pairs(model, data))
    return tuple(tuple(counted[true, said] for said in range(10)) for true in range(10))
