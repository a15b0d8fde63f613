"""A histogram in two dimensions, of floats."""


class Counting:
    def __init__(self, classes):
        self.edges = np.arange(classes + 1) - 0.5
        self.counts = np.zeros((classes, classes))

    def __iadd__(self, pair):
        self.counts += np.histogram2d(*pair, bins=(self.edges, self.edges))[0]
        return self


def confusion(model, data):
    model.eval()
    counting = Counting(10)
    with torch.no_grad():
        for x, y in data:
            counting += (y.cpu().numpy(), model(x.to(device)).cpu().numpy().argmax(axis=1))
    return counting.counts
