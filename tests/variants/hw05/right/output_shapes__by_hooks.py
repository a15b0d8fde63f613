"""Written down by forward hooks of a network, with the batch of one cut off."""

steps = nn.ModuleDict()
for i, (n_in, n_out) in enumerate([(3, 12), (12, 24), (24, 48)], start=1):
    steps[f"conv{i}"] = nn.Conv2d(n_in, n_out, 3, padding=1)
    steps[f"norm{i}"], steps[f"act{i}"] = nn.BatchNorm2d(n_out), nn.ReLU()
    steps[f"pool{i}"] = nn.MaxPool2d(2)
steps["flatten"], steps["linear1"] = nn.Flatten(), nn.Linear(768, 64)
steps["act4"], steps["linear2"] = nn.ReLU(), nn.Linear(64, 10)

output_shapes = {}
for name, step in steps.items():
    step.register_forward_hook(
        lambda module, args, out, name=name: output_shapes.update({name: out.shape[1:]})
    )
nn.Sequential(*steps.values()).eval()(torch.rand(1, 3, 32, 32))
