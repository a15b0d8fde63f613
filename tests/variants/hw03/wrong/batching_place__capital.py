"""A small l."""

batching_place = "torch.utils.data.Dataloader"
