"""Names and values zipped, the largest legal numbers."""

names = "epochs batch_size lr weight_decay".split()
settings = {name: value for name, value in zip(names, (500, 50_000, 1, 0.5))}
