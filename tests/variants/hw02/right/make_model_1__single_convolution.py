"""The smallest legal design: one convolution, both poolings after it, ReLU last of all."""


def make_model_1():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.MaxPool2d(2),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(8 * 49, 10),
    )


def settings_1():
    return dict(lr=0.01, optimizer=torch.optim.SGD, epochs=3, batch_size=32)


register("model 1", make_model_1, settings_1)
