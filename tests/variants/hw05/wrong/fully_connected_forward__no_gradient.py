"""torch.no_grad in forward: the right logits, and nothing can be learnt."""


@add_to(FullyConnectedClassifier)
@torch.no_grad()
def forward(self, x):
    x = x.flatten(1)
    for layer in self.layers[:-1]:
        x = self.activation_fn(layer(x))
    return self.layers[-1](x)
