"""At most one from each batch."""


def wrong_ones(model, data):
    model.eval()
    found, before = [], 0
    for x, y in data:
        misses = (model(x.to(device)).argmax(1) != y.to(device)).nonzero().flatten().tolist()
        found += [before + place for place in misses[:1]]
        before += len(y)
    return found
