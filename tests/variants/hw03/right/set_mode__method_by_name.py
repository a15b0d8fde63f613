"""The method is called by its name."""

import operator

call_train = operator.methodcaller("train")


def set_mode(model):
    call_train(model)
