"""As in 1998: the first layer is a convolution of 5 x 5 over all sixteen maps, the others are 1 x 1."""


class C5(nn.Module):
    def __init__(self):
        super().__init__()
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Conv2d(120, 84, 1)
        self.out = nn.Conv2d(84, 10, 1)

    def forward(self, x):
        maps = x.reshape(-1, 16, 5, 5)
        maps = self.out(torch.tanh(self.f6(torch.tanh(self.c5(maps)))))
        return maps[:, :, 0, 0]


def make_classifier():
    return C5()
