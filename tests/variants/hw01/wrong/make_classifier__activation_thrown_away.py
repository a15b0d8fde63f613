"""The activations are called and their results thrown away."""
# loses: make_classifier_design_test


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        x = self.a(x.flatten(1))
        F.relu(x)
        x = self.b(x)
        F.relu(x)
        return self.c(x)


def make_classifier():
    return Head()
