"""torch.func.functional_call with the network's own parameters and buffers."""

from torch.func import functional_call


@add_to(ConvNet)
def forward(self, x):
    own = {**dict(self.classifier.named_parameters()), **dict(self.classifier.named_buffers())}
    return functional_call(self.classifier, own, (x,))
