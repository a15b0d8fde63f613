"""A loader over pictures and labels that reads them elsewhere."""

from torch.utils import data as tools

batching_place = tools.DataLoader(
    tools.TensorDataset(torch.zeros(4, 1), torch.arange(4)), batch_size=2, num_workers=0
)
