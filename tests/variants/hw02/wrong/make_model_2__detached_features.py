"""What the classifier gets is detached: the convolutions do not learn."""
# loses: make_model_2_learns_test


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 16, 5, padding=2)
        self.c2 = nn.Conv2d(16, 32, 5, padding=2)
        self.out = nn.Linear(32 * 49, 10)

    def forward(self, x):
        with torch.no_grad():
            x = F.max_pool2d(F.relu(self.c1(x)), 2)
            x = F.max_pool2d(F.relu(self.c2(x)), 2)
        return self.out(x.flatten(1))


def make_model_2():
    return Net()


def settings_2():
    return {"epochs": 5}


register("model 2", make_model_2, settings_2)
