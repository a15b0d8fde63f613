"""Photographs of one's own, and a few that are always at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff")
_PHONE = (".heic", ".heif", ".avif")

# Photographs that come with installed packages: name -> (function of skimage.data, content).
_SKIMAGE = {"cat": "chelsea", "coffee": "coffee", "rocket": "rocket"}
_SKLEARN = ("china", "flower")


class PhotoError(ValueError):
    """A photograph is missing or cannot be read; the message says what to do."""


def find_photo(name: str, folder: str | Path = ".") -> Path | None:
    """Find the file of a photograph, whatever its ending.

    Parameters
    ----------
    name : str
        Without ending, such as ``"img1"``; large and small letters are the same.
    folder : str or pathlib.Path
        Where to look; not below.

    Returns
    -------
    pathlib.Path or None
        None if there is no such file.

    Raises
    ------
    PhotoError
        If there are several, or it is one that only phones can read.
    """
    same = sorted(
        path
        for path in Path(folder).iterdir()
        if path.is_file() and path.stem.lower() == name.lower()
    )
    found = [path for path in same if path.suffix.lower() in ENDINGS]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise PhotoError(f"{names}: expected one file {name}; move the others away")
    phone = [path for path in same if path.suffix.lower() in _PHONE]
    if not found and phone:
        raise PhotoError(
            f"{phone[0].name} is in a format that only phones and a few programs read; save it "
            f"as {name}.jpg (open it, then Export or Save as, JPEG)"
        )
    return found[0] if found else None


def open_photo(name: str, folder: str | Path = ".", *, otherwise: str | None = None) -> Image:
    """Open a photograph that lies beside the notebook.

    Turned the way it was taken (phones note that in the file), and always in colour: grey ones
    become red, green and blue, transparent places white.

    Parameters
    ----------
    name : str
        Without ending, such as ``"img1"``.
    folder : str or pathlib.Path
        Where to look.
    otherwise : str, optional
        Photograph of :func:`given_photos` to take if there is no such file; it is said when
        that happens.

    Returns
    -------
    PIL.Image.Image
        Mode RGB.

    Raises
    ------
    PhotoError
        If there is no such file and nothing to take instead, or it cannot be read.
    """
    path = find_photo(name, folder)
    if path is not None:
        return read_photo(path)
    if otherwise is not None:
        photo = given_photo(otherwise)
        print(
            f"There is no file {name}.jpg here, so this is the given photograph {otherwise!r}. "
            f"For your own: put {name}.jpg beside this notebook and run this cell again."
        )
        return photo
    others = sorted(p.name for p in Path(folder).iterdir() if p.suffix.lower() in ENDINGS)
    there = f" (pictures there: {', '.join(others[:5])})" if others else ""
    raise PhotoError(
        f"there is no {name}.jpg or {name}.png in {Path(folder).resolve()}{there}; put your "
        "photograph beside the notebook under that name (Colab: the folder symbol on the left, "
        "then Upload)"
    )


def read_photo(path: str | Path | BinaryIO) -> Image:
    """Read an image file, upright and in colour.

    Parameters
    ----------
    path : str, pathlib.Path or binary file

    Returns
    -------
    PIL.Image.Image
        Mode RGB.

    Raises
    ------
    PhotoError
        If it is not an image, or damaged.
    """
    from PIL import Image, ImageOps

    name = Path(path).name if isinstance(path, str | Path) else "the picture"
    try:
        with Image.open(path) as opened, _damage_is_told():
            opened.load()
            return in_colour(ImageOps.exif_transpose(opened))
    except FileNotFoundError:
        raise PhotoError(f"there is no file {path}") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # What a damaged file sets off depends on its format.
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise PhotoError(
            f"{name} cannot be read ({reason}); open it in a picture program and save it "
            "again as JPEG or PNG"
        ) from None


@contextmanager
def _damage_is_told() -> Iterator[None]:
    """Have Pillow refuse files that are cut off; some packages (weasyprint) let it fill them up."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def in_colour(photo: Image) -> Image:
    """Turn a picture of any mode into red, green and blue.

    Parameters
    ----------
    photo : PIL.Image.Image

    Returns
    -------
    PIL.Image.Image
        A copy of mode RGB; what was transparent is white.

    Examples
    --------
    >>> from PIL import Image
    >>> in_colour(Image.new("RGBA", (2, 2), (200, 0, 0, 0))).getpixel((0, 0))
    (255, 255, 255)
    >>> in_colour(Image.fromarray(np.array([[0, 65535]], dtype=np.uint16))).getpixel((1, 0))
    (255, 255, 255)
    """
    from PIL import Image

    if photo.mode.startswith("I") or photo.mode == "F":
        # Sixteen bits and more: Pillow would cut them off, not scale them.
        values = np.asarray(photo, dtype=np.float64)
        largest = 65535.0 if photo.mode.startswith("I") else max(values.max(), 1e-12)
        photo = Image.fromarray(np.clip(values / largest * 255, 0, 255).astype(np.uint8))
    if photo.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in photo.info:
        layered = photo.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return photo.convert("RGB")


def given_photos() -> list[str]:
    """Name the photographs that can be had without a network.

    Returns
    -------
    list of str
        A temple (``"china"``) and a dahlia (``"flower"``) of scikit-learn; where scikit-image is
        installed, a cat, a cup of coffee and a rocket as well.

    Examples
    --------
    >>> given_photos()[:2]
    ['china', 'flower']
    """
    return [*_SKLEARN, *(_SKIMAGE if find_spec("skimage") else ())]


def given_photo(name: str) -> Image:
    """Open a photograph that is always at hand.

    Parameters
    ----------
    name : str
        One of :func:`given_photos`.

    Returns
    -------
    PIL.Image.Image
        Mode RGB.

    Raises
    ------
    PhotoError
        If there is none of that name.

    Examples
    --------
    >>> given_photo("china").size
    (640, 427)
    """
    from PIL import Image

    if name in _SKLEARN:
        from sklearn.datasets import load_sample_image

        return Image.fromarray(load_sample_image(f"{name}.jpg"))
    if name in given_photos():
        return Image.fromarray(getattr(import_module("skimage.data"), _SKIMAGE[name])())
    raise PhotoError(f"no photograph {name!r}; expected one of {', '.join(given_photos())}")
