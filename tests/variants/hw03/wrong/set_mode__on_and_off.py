"""Switched on, and off again."""


def set_mode(model):
    model.train()
    model.eval()
