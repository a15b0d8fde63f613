"""Text that the class gives about itself."""

loader_class = torch.utils.data.DataLoader
batching_place = "{0.__module__}.{0.__name__}".format(loader_class)
