"""A list as default argument goes on from call to call."""


def wrong_ones(model, data, found=[]):
    for place in evaluate(model, data).wrong:
        found.append(int(place))
    return found
