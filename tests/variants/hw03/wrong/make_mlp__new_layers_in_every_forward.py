"""The layers are built in the forward, anew each time."""


class Forgetful(nn.Module):
    def forward(self, x):
        hidden = F.relu(nn.Linear(784, 64)(x.flatten(1)))
        return nn.Linear(64, 10)(hidden)


def make_mlp():
    return Forgetful()
