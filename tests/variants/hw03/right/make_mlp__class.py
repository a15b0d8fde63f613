"""A class with a functional forward."""


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(28 * 28, 64)
        self.out = nn.Linear(64, 10)

    def forward(self, images):
        return self.out(torch.tanh(self.hidden(images.view(len(images), -1))))


make_mlp = Net
