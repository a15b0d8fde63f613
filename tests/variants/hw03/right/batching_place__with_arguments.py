"""The call as one would write it, with what goes into it."""

batching_place = "torch.utils.data.DataLoader(dataset, batch_size=64, shuffle=True)"
