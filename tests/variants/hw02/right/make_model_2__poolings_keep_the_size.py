"""Both poolings move one pixel at a time: the maps stay large."""


def make_model_2():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=1, padding=1),
        nn.Conv2d(8, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=1, padding=1),
        nn.Flatten(),
        nn.Linear(8 * 28 * 28, 10),
    )


def settings_2():
    return {"epochs": 5, "augment": Augmentation(padding=2, flip=0.5), "batch_size": np.int64(32)}


register("model 2", make_model_2, settings_2)
