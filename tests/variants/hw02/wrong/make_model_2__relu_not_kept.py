"""The ReLU is called and its result thrown away."""

# typical
# loses: make_model_2_test


class Forgetful(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 16, 3, padding=1)
        self.c2 = nn.Conv2d(16, 32, 3, padding=1)
        self.out = nn.Linear(32 * 49, 10)

    def forward(self, x):
        x = self.c1(x)
        F.relu(x)
        x = F.max_pool2d(x, 2)
        x = self.c2(x)
        F.relu(x)
        x = F.max_pool2d(x, 2)
        return self.out(x.flatten(1))


def make_model_2():
    return Forgetful()


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
