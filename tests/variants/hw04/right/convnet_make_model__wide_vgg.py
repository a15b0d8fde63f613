"""Five wide convolutions and large linear layers: 5.8 million parameters, much dropout."""

from collections import OrderedDict


def make_convnet():
    plan, layers, before = [32, "M", 64, "M", 128, 128, "M", 256], OrderedDict(), 1
    for number, step in enumerate(plan):
        if step == "M":
            layers[f"pool{number}"] = nn.MaxPool2d(kernel_size=2, ceil_mode=True)
        else:
            layers[f"conv{number}"] = nn.Conv2d(before, step, kernel_size=3, padding="same")
            layers[f"norm{number}"] = nn.BatchNorm2d(step)
            layers[f"relu{number}"] = nn.ReLU(inplace=True)
            before = step
    layers.update(flat=nn.Flatten(), drop=nn.Dropout(0.5), fc1=nn.Linear(256 * 16, 1024))
    layers.update(relu=nn.ReLU(), drop2=nn.Dropout(0.5), fc2=nn.Linear(1024, 10))
    return nn.Sequential(layers)
