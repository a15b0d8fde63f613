"""The seed and number of an epoch: all that its chance depends on."""

from collections.abc import Mapping

import numpy as np


class Epochs:
    """Counts the epochs begun from one seed.

    Parameters
    ----------
    seed : int
        0 or more.

    Attributes
    ----------
    seed, epoch : int
        The seed, and how many epochs that depend on chance were begun.

    Raises
    ------
    ValueError
        If the seed is not such a number.

    Examples
    --------
    >>> first = Epochs(seed=3)
    >>> first.epoch += 2
    >>> second = Epochs(seed=0)
    >>> second.load_state_dict(first.state_dict())
    >>> second.seed, second.epoch
    (3, 2)
    """

    def __init__(self, seed: int) -> None:
        self.reseed(seed)

    def reseed(self, seed: int) -> None:
        """Begin from another seed, with its first epoch.

        Parameters
        ----------
        seed : int
            0 or more.

        Raises
        ------
        ValueError
            If it is not.
        """
        self.load_state_dict({"seed": seed, "epoch": 0})

    def state_dict(self) -> dict[str, int]:
        """Return what the epochs to come depend on, for a checkpoint between two epochs.

        Returns
        -------
        dict
            ``seed`` and ``epoch``.
        """
        return {"seed": self.seed, "epoch": self.epoch}

    def load_state_dict(self, state: Mapping[str, int]) -> None:
        """Go on where :meth:`state_dict` was taken.

        Parameters
        ----------
        state : mapping
            ``seed`` and ``epoch``, both 0 or more.

        Raises
        ------
        ValueError
            If it holds anything else.
        """
        for name in ("seed", "epoch"):
            value = state.get(name)
            if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
                raise ValueError(f"{name} is {value!r}; expected a whole number from 0")
        self.seed, self.epoch = int(state["seed"]), int(state["epoch"])
