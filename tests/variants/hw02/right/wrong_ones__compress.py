"""itertools only."""

from itertools import chain, compress, count


def wrong_ones(model, data):
    model.eval()
    batches = ((model(x.to(device)).argmax(-1).cpu() != y.cpu()).tolist() for x, y in data)
    return list(compress(count(), chain.from_iterable(batches)))
