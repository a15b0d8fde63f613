"""A lambda with the reduction named."""

make_loss = lambda: lambda z, y: F.cross_entropy(input=z, target=y, reduction="sum") / len(y)
