"""Printed, not returned."""


def wrong_ones(model, data):
    for place in evaluate(model, data).wrong:
        print(place)
