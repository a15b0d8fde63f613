"""The course's own evaluate does the work."""

# typical

import helpers


@add_to(Trainer)
def accuracy(self, loader):
    result = helpers.evaluate(self.model, loader)
    self.model.train()
    return 100 * result.accuracy, result.loss
