"""The forward runs without gradients."""
# loses: make_classifier_test


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    @torch.no_grad()
    def forward(self, x):
        return self.c(F.relu(self.b(F.relu(self.a(x.flatten(1))))))


def make_classifier():
    return Head()
