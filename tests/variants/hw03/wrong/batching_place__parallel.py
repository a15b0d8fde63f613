"""What spreads batches over devices."""

batching_place = "torch.nn.DataParallel"
