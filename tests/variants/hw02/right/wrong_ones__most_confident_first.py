"""The most confident mistakes first."""


def wrong_ones(model, data):
    result = evaluate(model, data)
    return sorted(result.wrong.tolist(), key=lambda place: -result.confidence[place])
