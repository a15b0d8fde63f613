"""The method itself, as a function."""

set_mode = nn.Module.train
