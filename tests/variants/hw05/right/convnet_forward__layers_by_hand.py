"""Indices, from the first step to the last; clone and contiguous, which change nothing."""


def my_forward(self, x):
    x = x.clone().contiguous()
    for i in range(len(self.classifier)):
        x = self.classifier[i].forward(x)
    return x


setattr(ConvNet, "forward", my_forward)
