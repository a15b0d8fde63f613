"""A name without its path."""

# typical

batching_place = "DataLoader"
