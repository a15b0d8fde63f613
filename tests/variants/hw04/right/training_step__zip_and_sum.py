"""Adds the prices to a list and sums at the end; math.fsum; a dictionary of another kind."""

import math
from collections import OrderedDict


def training_step(model, X, y, reg):
    scores, cache = model.forward(X)
    parts = [softmax_loss(scores, y)]
    grads = OrderedDict(model.backward(parts[0][1], cache))
    losses = [float(parts[0][0])]
    for name in grads:
        w = model.parameters()[name]
        if len(np.shape(w)) == 2:
            loss, extra = l2_regularization(w, reg)
            losses.append(float(loss))
            grads[name] = np.add(grads[name], extra)
    return math.fsum(losses), grads
