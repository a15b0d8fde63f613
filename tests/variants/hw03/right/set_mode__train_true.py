"""The mode as an argument, and the network handed on."""


def set_mode(network):
    return network.train(mode=True)
