"""The mean of four shifted slices is average pooling; the activation is a sine."""


class MeanOfFour(nn.Module):
    def forward(self, m):
        corners = (m[..., i::2, j::2] for i in (0, 1) for j in (0, 1))
        return torch.stack(tuple(corners)).mean(dim=0)


class Sine(nn.Module):
    forward = staticmethod(torch.sin)


def make_features():
    pooled = MeanOfFour()
    first, second = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
    return nn.Sequential(first, Sine(), pooled, second, Sine(), pooled)
