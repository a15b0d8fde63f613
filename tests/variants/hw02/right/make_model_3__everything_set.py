"""Nearly everything that fit can be told: factories for optimiser and schedule, loss, callback."""

from collections import OrderedDict


def momentum(parameters, lr):
    return torch.optim.SGD(parameters, lr=lr, momentum=0.9, nesterov=True)


def falling(optimizer, total_steps):
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (total_steps + 1))


def make_model_3():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1, bias=False),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1, bias=False),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10),
    )


def settings_3():
    return OrderedDict(
        epochs=12,
        lr=0.05,
        batch_size=128,
        optimizer=momentum,
        schedule=falling,
        loss=nn.CrossEntropyLoss(label_smoothing=0.05),
        augment=Augmentation(padding=1),
        seed=3,
        on_epoch=lambda row, model: row["val_loss"] < 0.01,
        metrics={"top2": lambda out, y: (out.topk(2).indices == y[:, None]).any(1).float().mean()},
    )


register("model 3", make_model_3, settings_3)
