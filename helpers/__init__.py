"""Student module of the course: data, training, evaluation, pictures, checks.

Names are fetched when first used, so that ``import helpers`` costs little more than a look at
this file::

    from helpers import setup, load_data, fit, evaluate

    device = setup(seed=0)
    data = load_data("mnist")
    history = fit(model, data.train, data.val, epochs=5)
    evaluation = evaluate(model, data.test)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.augmentation import Augmentation
    from helpers.comparison import compare
    from helpers.data import Data, load_data
    from helpers.evaluation import Evaluation, evaluate
    from helpers.finder import find_lr
    from helpers.history import History
    from helpers.loader import TensorLoader
    from helpers.runtime import get_device, seed_everything, setup
    from helpers.summary import summarize
    from helpers.sweeps import sweep
    from helpers.training import fit

__all__ = [
    "Augmentation",
    "Data",
    "Evaluation",
    "History",
    "TensorLoader",
    "compare",
    "evaluate",
    "find_lr",
    "fit",
    "get_device",
    "load_data",
    "seed_everything",
    "setup",
    "summarize",
    "sweep",
]

_HOME = {
    "Augmentation": "augmentation",
    "Data": "data",
    "Evaluation": "evaluation",
    "History": "history",
    "TensorLoader": "loader",
    "compare": "comparison",
    "evaluate": "evaluation",
    "find_lr": "finder",
    "fit": "training",
    "get_device": "runtime",
    "load_data": "data",
    "seed_everything": "runtime",
    "setup": "runtime",
    "summarize": "summary",
    "sweep": "sweeps",
}
_MODULES = frozenset(
    [
        "augmentation",
        "autoencoders",
        "data",
        "embedding",
        "evaluation",
        "experiment",
        "gradcheck",
        "handin",
        "history",
        "loader",
        "photos",
        "plots",
        "pretrained",
        "runtime",
        "testing",
        "training",
    ]
)


def __getattr__(name: str) -> Any:
    """Fetch a public name from the file it lives in."""
    if name in _HOME:
        value = getattr(import_module(f"helpers.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return import_module(f"helpers.{name}")
    raise AttributeError(f"module 'helpers' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, *_MODULES])
