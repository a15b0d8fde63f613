"""Only the last layer of each half belongs to the network; hidden layers lie in plain lists."""
# loses: make_mlp_autoencoder_test


class HalfInAList(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.hidden = [nn.Linear(sizes[0], sizes[1])]
        self.last = nn.Linear(sizes[1], sizes[2])

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)


def make_mlp_autoencoder():
    model = nn.Sequential()
    model.encoder = nn.Sequential(nn.Flatten(), HalfInAList([784, 128, 2]))
    model.decoder = nn.Sequential(HalfInAList([2, 128, 784]), nn.Sigmoid())
    return model
