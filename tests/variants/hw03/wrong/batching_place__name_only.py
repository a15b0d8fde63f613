"""A name without its path."""

batching_place = "DataLoader"
