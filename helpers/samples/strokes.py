"""A stack of small sheets of paper that are all drawn on at once."""

import numpy as np

SIZE = 32
SHARPNESS = np.float32(9)

Number = float | np.ndarray


class Sheet:
    """N colour pictures, drawn on together, each with its own chance.

    Figures are drawn in coordinates of their own: x to the right and y down, about -1 to 1,
    placed anew in every picture by :meth:`place`.

    Parameters
    ----------
    generator : numpy.random.Generator
    count : int
        Pictures N.

    Attributes
    ----------
    pixels : numpy.ndarray
        float32, shape (3, N, 32, 32), 0 to 1.

    Examples
    --------
    >>> sheet = Sheet(np.random.Generator(np.random.PCG64(0)), 2)
    >>> sheet.paint(sheet.ellipse(0, 0, 1, 1), (1, 0, 0))
    >>> sheet.pixels[:, 0, 16, 16].tolist(), sheet.pixels[:, 0, 0, 0].tolist()
    ([1.0, 0.0, 0.0], [0.5, 0.5, 0.5])
    """

    def __init__(self, generator: np.random.Generator, count: int) -> None:
        self.generator = generator
        self.count = count
        self.pixels = np.full((3, count, SIZE, SIZE), 0.5, np.float32)
        self.centre()

    def between(self, low: float, high: float) -> np.ndarray:
        """Draw one number per picture, shape (N, 1, 1)."""
        drawn = self.generator.random((self.count, 1, 1)) * (high - low) + low
        return drawn.astype(np.float32)

    def chance(self, share: float) -> np.ndarray:
        """Draw yes (1) or no (0) per picture, shape (N, 1, 1)."""
        return (self.generator.random((self.count, 1, 1)) < share).astype(np.float32)

    def centre(self) -> None:
        """Let figures fill the whole picture: -1.6 to 1.6 across."""
        along = ((np.arange(SIZE) - (SIZE - 1) / 2) / 10).astype(np.float32)
        self.x, self.y = np.broadcast_arrays(along[None, None, :], along[None, :, None])

    def place(self) -> None:
        """Shift, scale, tilt and mirror what is drawn from now on, in every picture differently."""
        self.centre()
        x, y = self.x - self.between(-0.35, 0.35), self.y - self.between(-0.35, 0.35)
        # Cosine and sine of a small angle by a formula that needs no trigonometry.
        half = self.between(-0.14, 0.14)
        whole = 1 + half * half
        cos, sin = (1 - half * half) / whole, 2 * half / whole
        mirrored = 1 - 2 * self.chance(0.5)
        size = self.between(0.75, 1.25)
        self.x = (x * cos + y * sin) * mirrored / size
        self.y = (y * cos - x * sin) / size

    def ellipse(self, x: Number, y: Number, wide: Number, high: Number) -> np.ndarray:
        """Cover an ellipse with its centre and half axes; shape (N, 32, 32), 0 to 1."""
        across, down = (self.x - x) / wide, (self.y - y) / high
        outside = np.sqrt(across * across + down * down) - np.float32(1)
        return _soft(outside * np.minimum(np.float32(1) * wide, high))

    def box(self, left: Number, top: Number, right: Number, bottom: Number) -> np.ndarray:
        """Cover a rectangle with its edges; shape (N, 32, 32), 0 to 1."""
        across = np.maximum(left - self.x, self.x - right)
        return _soft(np.maximum(across, np.maximum(top - self.y, self.y - bottom)))

    def line(self, x0: Number, y0: Number, x1: Number, y1: Number, thick: Number) -> np.ndarray:
        """Cover a line with round ends, so thick to either side; shape (N, 32, 32), 0 to 1."""
        along, down = x1 - x0, y1 - y0
        across, below = self.x - x0, self.y - y0
        share = np.clip((across * along + below * down) / (along * along + down * down), 0, 1)
        across, below = across - share * along, below - share * down
        return _soft(np.sqrt(across * across + below * below) - thick)

    def triangle(self, *corners: tuple[Number, Number]) -> np.ndarray:
        """Cover a triangle whose corners run clockwise; shape (N, 32, 32), 0 to 1."""
        outside = None
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
            along, down = np.float32(1) * (x1 - x0), np.float32(1) * (y1 - y0)
            side = (self.x - x0) * down - (self.y - y0) * along
            side = side / np.sqrt(along * along + down * down)
            outside = side if outside is None else np.maximum(outside, side)
        assert outside is not None
        return _soft(outside)

    def paint(self, cover: np.ndarray, colour: tuple[Number, Number, Number]) -> None:
        """Lay a colour (three numbers 0 to 1) over the pictures where they are covered."""
        for plane, level in zip(self.pixels, colour, strict=True):
            plane += cover * (level - plane)

    def texture(self, strength: float) -> None:
        """Add large soft spots, brighter and darker."""
        corners = self.generator.random((self.count, 5, 5)).astype(np.float32) - np.float32(0.5)
        at = (np.arange(SIZE) / 8).astype(np.float32)
        low = at.astype(int)
        share = at - low
        rows = corners[:, low] * (1 - share)[:, None] + corners[:, low + 1] * share[:, None]
        spots = rows[:, :, low] * (1 - share) + rows[:, :, low + 1] * share
        self.pixels += spots * np.float32(2 * strength)

    def noise(self, strength: float) -> np.ndarray:
        """Draw noise for every pixel, shape (3, N, 32, 32), from -strength to strength."""
        bytes_ = self.generator.integers(0, 256, self.pixels.shape, np.uint8).astype(np.float32)
        return (bytes_ - np.float32(127.5)) * np.float32(strength / 127.5)


def pick(sheet: Sheet, low: float, high: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw a colour for every picture, any from ``low`` to ``high`` per channel.

    Parameters
    ----------
    sheet : Sheet
    low, high : float
        0 to 1.

    Returns
    -------
    tuple of numpy.ndarray
        Red, green and blue, each (N, 1, 1).
    """
    return sheet.between(low, high), sheet.between(low, high), sheet.between(low, high)


def near(
    sheet: Sheet, red: float, green: float, blue: float, spread: float = 0.12
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw a colour for every picture, near a given one.

    Parameters
    ----------
    sheet : Sheet
    red, green, blue : float
        0 to 1.
    spread : float
        How far each channel may be from it.

    Returns
    -------
    tuple of numpy.ndarray
        Red, green and blue, each (N, 1, 1).
    """
    r, g, b = (sheet.between(level - spread, level + spread) for level in (red, green, blue))
    return r, g, b


def _soft(outside: np.ndarray) -> np.ndarray:
    """Turn a distance to the edge (positive outside) into a cover with a soft edge."""
    return np.clip(np.float32(0.5) - outside * SHARPNESS, 0, 1).astype(np.float32, copy=False)
