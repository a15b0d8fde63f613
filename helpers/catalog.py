"""What is known of a data set before it is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A data set that can be loaded by name.

    Attributes
    ----------
    name : str
        As ``load_data`` takes it.
    kind : str
        Name of its class in ``torchvision.datasets``.
    train_size : int
        Training images of the full set.
    class_names : tuple of str
        Name of each label.
    sample : str
        What stands in for it without a network, in words.
    sample_name : str
        Name of that.
    """

    name: str
    kind: str
    train_size: int
    class_names: tuple[str, ...]
    sample: str = "small sample"
    sample_name: str = ""


_FASHION = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
_CIFAR = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)
_DRAWN = "drawn stand-in, not CIFAR-10"

CATALOG = {
    known.name: known
    for known in (
        Known("mnist", "MNIST", 60_000, tuple("0123456789")),
        Known("fashion_mnist", "FashionMNIST", 60_000, _FASHION),
        Known("cifar10", "CIFAR10", 50_000, _CIFAR, _DRAWN, f"cifar10 ({_DRAWN})"),
    )
}


def find(name: str) -> Known:
    """Find a data set by its name, however it is spelt.

    Parameters
    ----------
    name : str
        Such as ``"fashion_mnist"`` or ``"FashionMNIST"``.

    Returns
    -------
    Known

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> find("CIFAR-10").kind
    'CIFAR10'
    """
    plain = "".join(letter for letter in str(name).lower() if letter.isalnum())
    for key, known in CATALOG.items():
        if key.replace("_", "") == plain:
            return known
    raise ValueError(f"unknown data set {name!r}; expected one of {', '.join(CATALOG)}")
