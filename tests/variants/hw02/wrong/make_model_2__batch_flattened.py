"""The whole batch is flattened: its pictures are not kept apart."""

# typical
# loses: make_model_2_learns_test


class Mixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1)
        self.out = nn.Linear(16 * 49, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.out(x.flatten(1).mean(dim=0, keepdim=True)).expand(len(x), 10)


def make_model_2():
    return Mixed()


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
