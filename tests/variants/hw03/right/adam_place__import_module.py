"""The line that imports the module under a short name."""

adam_place = "import torch.optim as optim"
