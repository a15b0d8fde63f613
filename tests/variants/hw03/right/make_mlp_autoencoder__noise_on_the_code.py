"""Noise is added to the code while training; own matrices; either form of picture is taken."""


class NoisyCode(nn.Module):
    def __init__(self, sizes=(784, 100, 2)):
        super().__init__()
        self.encoder = Matrices(sizes)
        self.decoder = Matrices(sizes[::-1])

    def forward(self, pictures):
        code = self.encoder(pictures)
        if self.training:
            code = code + 0.05 * torch.randn_like(code)
        return self.decoder(code).sigmoid().reshape(pictures.shape)


class Matrices(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        pairs = list(zip(sizes, sizes[1:]))
        self.w = nn.ParameterList([torch.randn(a, b) / a**0.5 for a, b in pairs])
        self.b = nn.ParameterList([torch.zeros(b) for _, b in pairs])

    def forward(self, x):
        x = x.reshape(len(x), -1)
        for number, (w, b) in enumerate(zip(self.w, self.b)):
            x = torch.addmm(b, torch.tanh(x) if number else x, w)
        return x


def make_mlp_autoencoder():
    return NoisyCode()
