"""Draw the pictures of docs/helpers.md from the samples in the package.

Usage: ``python docs/helpers_pictures.py`` (about a minute on two idle cores; needs captum, and
umap-learn for one picture).
"""

import tempfile
from pathlib import Path

import torch
from matplotlib.figure import Figure
from torch import nn

from helpers import compare, evaluate, find_lr, fit, load_data, plots, seed_everything, sweep
from helpers.augmentation import Augmentation
from helpers.autoencoders import encode, reconstruct
from helpers.embedding import last_features

OUT = Path(__file__).parent / "images"
LIMIT = 150_000


def save(figure: Figure, name: str) -> None:
    """Write one picture, small enough for a page."""
    path = OUT / f"helpers-{name}.png"
    figure.savefig(path, dpi=90, bbox_inches="tight", pil_kwargs={"optimize": True})
    size = path.stat().st_size
    if size >= LIMIT:
        raise RuntimeError(f"{path.name} has {size} bytes; expected fewer than {LIMIT}")
    print(f"{path.name}: {size} bytes")


def convnet() -> nn.Module:
    """Build a small network for 28x28 grey images."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(32 * 49, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
    )


def autoencoder(width: int) -> nn.Sequential:
    """Build an autoencoder whose middle has so many numbers."""
    return nn.Sequential(
        nn.Sequential(
            nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(),
            nn.Linear(64, width),
        ),
        nn.Sequential(
            nn.Linear(width, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 784),
            nn.Sigmoid(),
        ),
    )  # fmt: skip


def of_classifiers() -> None:
    """Draw what is made of two classifiers on FashionMNIST."""
    data = load_data("fashion_mnist", source="sample", device="cpu", batch_size=32)
    seed_everything(0)
    model, linear = convnet(), nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    history = fit(model, data.train, data.val, epochs=15, seed=0, progress=False)
    fit(linear, data.train, data.val, epochs=15, seed=0, progress=False)
    evaluation, before = evaluate(model, data.test), evaluate(linear, data.test)
    comparison = compare(before, evaluation, names=("linear", "convnet"))
    print(evaluation, comparison, evaluation.report(), evaluation.most_confused(), sep="\n")
    print(evaluation.calibration(), comparison.per_class(), sep="\n")

    x = data.test.normalize(data.test.images[:8])
    features, labels = last_features(model, data.train, limit=1000)
    names = data.class_names
    save(history.plot(), "convergence")
    save(evaluation.plot_confusion(normalize=True), "confusion")
    save(evaluation.plot_mistakes(16), "mistakes")
    save(evaluation.top_losses(8).plot(), "top-losses")
    save(evaluation.plot_calibration(bins=10), "calibration")
    save(comparison.examples("second", 8).plot(), "comparison")
    augment = Augmentation(padding=3, flip=0.5, degrees=10)
    save(plots.augmentations(data.train, augment, images=4), "augmentations")
    save(plots.feature_maps(model, x[0], layer="2", limit=15), "feature-maps")
    save(plots.filters(model), "filters")
    save(plots.grad_cam(model, x, labels=data.test.labels[:8], class_names=names), "grad-cam")
    save(plots.tsne(features, labels, class_names=names), "tsne")
    save(plots.umap(features, labels, class_names=names), "umap")


def mlp(width: int) -> nn.Module:
    """Build a network with one hidden layer."""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, width), nn.ReLU(), nn.Linear(width, 10))


def of_longer_trainings() -> None:
    """Draw what the search for a learning rate and a sweep leave."""
    data = load_data("fashion_mnist", source="sample", device="cpu")
    seed_everything(0)
    rates = find_lr(convnet(), data.train)
    print(rates)
    save(rates.plot(), "find-lr")
    grid = {"width": [8, 128], "lr": [0.01, 0.001]}
    with tempfile.TemporaryDirectory() as folder:
        trials = sweep(mlp, grid, data, folder, epochs=10)
        print(trials)
        figure = trials.plot()
    assert figure is not None
    save(figure, "sweep")


def of_autoencoders() -> None:
    """Draw what is made of two autoencoders on MNIST."""
    data = load_data("mnist", source="sample", device="cpu", mean=[0.0], std=[1.0])
    models = {}
    for width in (2, 16):
        seed_everything(0)
        models[width] = autoencoder(width)
        pairs = [(x, x.flatten(1)) for x, _ in data.train]
        fit(models[width], pairs, epochs=40, lr=2e-3, loss=nn.MSELoss(), progress=False, seed=0)
    outputs = {}
    for width, model in models.items():
        inputs, outputs[f"{width} numbers"] = reconstruct(model, data.test, limit=10)
    save(plots.reconstructions(inputs, outputs), "reconstructions")
    save(plots.latent(*encode(models[2][0], data.test)), "latent")


def of_calculations() -> None:
    """Draw the graph of a linear model's squared error."""
    steps = "a1 = x1 * w1\na2 = x2 * w2\ny_hat = a1 + a2 + b\nd = y_hat - y\nL = d ** 2"
    values = {"x1": 2, "w1": -1.5, "x2": 0.5, "w2": 4, "b": 2, "y": 3, "y_hat": 1, "d": -2, "L": 4}
    gradients = {"x1": 6, "w1": -8, "x2": -16, "w2": -2, "b": -4, "d": -4, "L": 1}
    save(plots.computation_graph(steps, values=values, gradients=gradients), "graph")


if __name__ == "__main__":
    torch.set_num_threads(2)
    OUT.mkdir(exist_ok=True)
    of_calculations()
    of_classifiers()
    of_longer_trainings()
    of_autoencoders()
