"""The classifier reads the map row by row with a GRU."""


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 5, padding=2)
        self.gru = nn.GRU(16 * 7, 32, batch_first=True)
        self.out = nn.Linear(32, 10)

    def forward(self, x):
        x = F.max_pool2d(self.conv(x).relu(), 2)
        x = F.max_pool2d(x, 2)
        rows = x.permute(0, 2, 1, 3).flatten(2)
        _, last = self.gru(rows)
        return self.out(last[-1])


def make_model_1():
    return Reader()


def settings_1():
    return {"epochs": 5, "lr": 3e-3, "optimizer": torch.optim.RMSprop}


register("model 1", make_model_1, settings_1)
