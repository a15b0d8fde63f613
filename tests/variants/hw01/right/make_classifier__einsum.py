"""Three weight matrices and an einsum, biases added by torch.add."""


class Einsum(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for before, after in zip(sizes, sizes[1:]):
            self.weights.append(nn.Parameter(torch.randn(after, before) * before**-0.5))
            self.biases.append(nn.Parameter(torch.zeros(1, after)))

    def forward(self, x):
        x = torch.flatten(x, start_dim=1)
        for i in range(len(self.weights)):
            if i > 0:
                x = torch.asinh(x)
            x = torch.add(torch.einsum("oi,ni->no", self.weights[i], x), self.biases[i])
        return x


def make_classifier():
    return Einsum(400, 120, 84, 10)
