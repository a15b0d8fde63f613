"""3 x 3 and 5 x 5 side by side, one ReLU after they are joined."""


class Branches(nn.Module):
    def __init__(self, before, each):
        super().__init__()
        self.small = nn.Conv2d(before, each, 3, padding=1)
        self.large = nn.Conv2d(before, each, 5, padding=2)

    def forward(self, x):
        return torch.cat((self.small(x), self.large(x)), dim=1).relu()


def make_model_1():
    head = nn.Sequential(nn.Flatten(), nn.Linear(32 * 49, 10))
    return nn.Sequential(Branches(1, 8), nn.MaxPool2d(2), Branches(16, 16), nn.MaxPool2d(2), head)


def settings_1():
    return {"epochs": 6, "schedule": "cosine", "clip": 1.0}


register("model 1", make_model_1, settings_1)
