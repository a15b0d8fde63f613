"""Batches of a single picture; the classifier has a maximum over two pieces in place of an activation."""


class Maxout(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.pieces = nn.Linear(before, 2 * after)

    def forward(self, x):
        return torch.maximum(*self.pieces(x).chunk(2, dim=1))


def make_model_3():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout2d(0.2),
        nn.MaxPool2d(2),
        nn.Flatten(),
        Maxout(8 * 49, 32),
        nn.Linear(32, 10),
    )


def settings_3():
    return {"epochs": 1, "batch_size": 1, "lr": 1e-4}


register("model 3", make_model_3, settings_3)
