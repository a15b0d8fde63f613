"""A trainer of one's own; gradients cleared after the step, sums divided by the number of pictures."""

from collections import defaultdict

import pandas as pd


class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
        self.columns = defaultdict(list)

    def pass_over(self, batches, learn):
        self.model.train(learn)
        loss_sum = right = count = 0
        for x, y in batches:
            x, y = x.to(device), y.to(device)
            with torch.set_grad_enabled(learn):
                out = self.model(x)
                loss = F.cross_entropy(out, y, reduction="none")
            if learn:
                loss.mean().backward()
                self.optimizer.step()
                self.model.zero_grad(set_to_none=False)
            loss_sum += float(loss.sum())
            right += int((out.max(dim=1).indices == y).sum())
            count += len(y)
        return loss_sum / count, right / count

    def epoch(self, number, train, test):
        self.columns["epoch"].append(number)
        for name, batches, learn in (("train", train, True), ("val", test, False)):
            loss, accuracy = self.pass_over(batches, learn)
            self.columns[f"{name}_loss"].append(loss)
            self.columns[f"{name}_accuracy"].append(accuracy)


def warm_up(model, train, test):
    trainer = Trainer(model)
    for number in range(10):
        trainer.epoch(number, train, test)
    return pd.DataFrame(trainer.columns), trainer.pass_over(test, learn=False)[1]
