"""Random crop, flip and rotation of whole batches, drawn for every image on its own."""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class Changes:
    """What is done to each of N images.

    Attributes
    ----------
    top, left : torch.Tensor
        Where the crop begins in the padded image, in pixels; int64, shape (N,).
    flipped : torch.Tensor
        Whether it is mirrored; bool, shape (N,).
    angle : torch.Tensor
        Rotation in degrees, counter-clockwise; float32, shape (N,).
    """

    top: Tensor
    left: Tensor
    flipped: Tensor
    angle: Tensor

    def at(self, positions: Tensor | slice) -> "Changes":
        """Return the changes of some of the images.

        Parameters
        ----------
        positions : torch.Tensor or slice
            int64 on the device of the changes.

        Returns
        -------
        Changes
        """
        return Changes(
            self.top[positions],
            self.left[positions],
            self.flipped[positions],
            self.angle[positions],
        )

    def to(self, device: torch.device) -> "Changes":
        """Return the same on a device.

        Parameters
        ----------
        device : torch.device

        Returns
        -------
        Changes
        """
        if self.top.device == device:
            return self
        return Changes(*(part.to(device) for part in vars(self).values()))


@dataclass(frozen=True)
class Augmentation:
    """Random changes of training images: crop, then flip, then rotation.

    The same as torchvision's ``RandomCrop(size, padding)``, ``RandomHorizontalFlip(flip)`` and
    ``RandomRotation(degrees)``, with their defaults: what comes in from outside is black, and
    rotation takes the nearest pixel. A whole batch is changed at once, every image in its own
    way.

    Parameters
    ----------
    padding : int
        Black pixels put around the image before a piece of the old size is cut out; 0 for no
        crop.
    flip : float
        Probability that an image is mirrored left to right, 0 to 1.
    degrees : float
        Largest rotation to either side, 0 to 180.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Examples
    --------
    >>> augmentation = Augmentation(padding=4, flip=0.5)
    >>> changes = augmentation.draw(6, seed=0, epoch=0)
    >>> changes.left
    tensor([5, 2, 8, 1, 1, 1])
    >>> augmentation.apply(torch.zeros(6, 3, 32, 32, dtype=torch.uint8), changes).shape
    torch.Size([6, 3, 32, 32])
    """

    padding: int = 0
    flip: float = 0.0
    degrees: float = 0.0

    def __post_init__(self) -> None:
        if isinstance(self.padding, bool) or not isinstance(self.padding, int) or self.padding < 0:
            raise ValueError(f"padding is {self.padding!r}; expected a whole number of pixels")
        for name, value, most in (("flip", self.flip, 1), ("degrees", self.degrees, 180)):
            if not isinstance(value, int | float) or not 0 <= value <= most:
                raise ValueError(f"{name} is {value!r}; expected a number from 0 to {most}")

    def draw(self, count: int, seed: int, epoch: int) -> Changes:
        """Draw the changes of one epoch.

        They depend on the seed, the epoch and the position of the image alone: not on the batch
        size, the order or the device.

        Parameters
        ----------
        count : int
            Images N.
        seed, epoch : int

        Returns
        -------
        Changes
            On the processor.
        """
        # PCG64, not torch's generator: the same draws on every device and platform. The last
        # number keeps them apart from the permutation, which is drawn from [seed, epoch].
        generator = np.random.Generator(np.random.PCG64([seed, epoch, 1]))
        offsets = generator.integers(0, 2 * self.padding, (2, count), endpoint=True)
        flipped = generator.random(count) < self.flip
        angle = (generator.random(count) * 2 - 1) * self.degrees
        return Changes(
            torch.from_numpy(offsets[0]),
            torch.from_numpy(offsets[1]),
            torch.from_numpy(flipped),
            torch.from_numpy(angle.astype(np.float32)),
        )

    def apply(self, images: Tensor, changes: Changes) -> Tensor:
        """Change a batch of images.

        Parameters
        ----------
        images : torch.Tensor
            Bytes or floats, shape (B, C, H, W), before they are normalised.
        changes : Changes
            Of these B images.

        Returns
        -------
        torch.Tensor
            Same shape and type.
        """
        changes = changes.to(images.device)
        if self.padding or self.flip:
            images = crop_and_flip(images, self.padding, changes.top, changes.left, changes.flipped)
        return rotate(images, changes.angle) if self.degrees else images


def crop_and_flip(
    images: Tensor, padding: int, top: Tensor, left: Tensor, flipped: Tensor
) -> Tensor:
    """Cut a piece out of every padded image, and mirror some of the pieces.

    Parameters
    ----------
    images : torch.Tensor
        Shape (B, C, H, W).
    padding : int
        Black pixels put around.
    top, left : torch.Tensor
        First row and column of each piece, 0 to 2 * padding; int64, shape (B,).
    flipped : torch.Tensor
        Which pieces to mirror; bool, shape (B,).

    Returns
    -------
    torch.Tensor
        Same shape and type.

    Examples
    --------
    >>> image = torch.arange(1, 10).view(1, 1, 3, 3)
    >>> one = torch.ones(1, dtype=torch.int64)
    >>> crop_and_flip(image, 1, one, 0 * one, one == 1)
    tensor([[[[2, 1, 0],
              [5, 4, 0],
              [8, 7, 0]]]])
    """
    count, channels, height, width = images.shape
    high, wide = height + 2 * padding, width + 2 * padding
    # The padded images and, after them, their mirror images: cropping and flipping is then only
    # to copy rows of pixels, each from the right place. (Two to five times faster than indexing
    # pixel by pixel.)
    both = images.new_zeros(2, count, channels, high, wide)
    both[0, :, :, padding : padding + height, padding : padding + width] = images
    both[1] = both[0].flip(3)
    column = torch.where(flipped, 2 * padding - left, left)
    image = torch.arange(count, device=images.device) + count * flipped
    corner = image * (channels * high * wide) + top * wide + column
    across = torch.arange(channels, device=images.device) * (high * wide)
    down = torch.arange(height, device=images.device) * wide
    begins = corner[:, None, None] + across[:, None] + down
    rows = both.view(-1).unfold(0, width, 1)
    return rows.index_select(0, begins.view(-1)).view(images.shape)


def rotate(images: Tensor, angle: Tensor) -> Tensor:
    """Rotate every image about its centre, to the nearest pixel.

    Parameters
    ----------
    images : torch.Tensor
        Shape (B, C, H, W).
    angle : torch.Tensor
        Degrees, counter-clockwise, shape (B,).

    Returns
    -------
    torch.Tensor
        Same shape and type; black where nothing was.

    Examples
    --------
    >>> rotate(torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]]), torch.tensor([90.0]))
    tensor([[[[2., 4.],
              [1., 3.]]]])
    """
    height, width = images.shape[2:]
    radians = angle.to(torch.float32) * (math.pi / 180)
    cos, sin, zero = radians.cos(), radians.sin(), torch.zeros_like(radians)
    # affine_grid measures height and width in halves of the image, whatever its shape.
    rows = [cos, -sin * (height / width), zero, sin * (width / height), cos, zero]
    grid = F.affine_grid(
        torch.stack(rows, 1).view(-1, 2, 3), list(images.shape), align_corners=False
    )
    turned = F.grid_sample(images.to(torch.float32), grid, mode="nearest", align_corners=False)
    return turned.to(images.dtype)
