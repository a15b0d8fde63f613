"""A small class that collects; keys of a dictionary."""


class Collector:
    def __init__(self):
        self.place, self.found = 0, {}

    def add(self, true, said):
        if true != said:
            self.found[self.place] = (true, said)
        self.place += 1


@torch.no_grad()
def wrong_ones(model, data):
    collector = Collector()
    for x, y in data:
        for true, row in zip(y.tolist(), model.eval()(x.to(device)).tolist()):
            collector.add(true, max(range(len(row)), key=row.__getitem__))
    return collector.found.keys()
