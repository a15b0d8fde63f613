"""Adam with its coupled decay, parameters as a list."""

from torch import optim


def make_optimizer(network, learning_rate, decay):
    return optim.Adam(params=list(network.parameters()), lr=learning_rate, weight_decay=decay)
