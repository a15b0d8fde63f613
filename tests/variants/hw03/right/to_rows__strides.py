"""The same memory, seen with other strides."""


def to_rows(images):
    n = images.size(0)
    return torch.as_strided(images.contiguous(), (n, 784), (784, 1))
