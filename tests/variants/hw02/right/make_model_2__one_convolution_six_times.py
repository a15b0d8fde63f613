"""The same convolution is run five times after the first: weights are shared in depth."""


class Again(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3, padding=1)
        self.again = nn.Conv2d(16, 16, 3, padding=1)
        self.out = nn.Linear(16 * 49, 10)

    def forward(self, x):
        x = F.relu(self.first(x))
        for turn in range(5):
            if turn in {1, 3}:
                x = F.max_pool2d(x, 2)
            x = F.relu(self.again(x))
        return self.out(x.flatten(1))


def make_model_2():
    return Again()


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
