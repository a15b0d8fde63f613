"""The layer is the function."""

to_rows = nn.Flatten()
