"""What divides a data set by chance."""

batching_place = torch.utils.data.random_split
