"""Layers made in a loop, leaky ReLU, dropout between them."""


def make_classifier():
    sizes = [16 * 5 * 5, 120, 84, 10]
    layers = [nn.Flatten()]
    for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:])):
        if i:
            layers.append(nn.LeakyReLU(0.1))
            layers.append(nn.Dropout(p=0.2))
        layers.append(nn.Linear(a, b))
    return nn.Sequential(*layers)
