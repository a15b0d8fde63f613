"""The batch size is written into the network."""


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 16, 5, padding=2)
        self.c2 = nn.Conv2d(16, 32, 5, padding=2)
        self.out = nn.Linear(32 * 49, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.c1(x)), 2)
        x = F.max_pool2d(F.relu(self.c2(x)), 2)
        return self.out(x.view(64, -1))


def make_model_2():
    return Net()


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
