"""Features in the plane."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from helpers.optional import need
from helpers.plots.canvas import MARKERS, drawing, palette

_WIDE = 50


def tsne(
    features: Any,
    labels: Any,
    *,
    class_names: Sequence[str] | None = None,
    max_points: int = 1000,
    perplexity: float = 30.0,
    seed: int = 0,
    ax: Axes | None = None,
) -> Figure:
    """Draw features as points in the plane, neighbours near each other (t-SNE).

    Parameters
    ----------
    features : array of float
        Shape (N, D), such as :func:`helpers.embedding.last_features` gives. More than 50
        features are first reduced to 50 principal components.
    labels : array of int
        Shape (N,), 0 to C - 1; they choose colour and shape.
    class_names : sequence of str, optional
        Name of each label.
    max_points : int
        Of more points a random choice is drawn, for the time grows faster than their number.
    perplexity : float
        About how many neighbours count; lowered for few points.
    seed : int
        Seed of the choice and of the layout.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are fewer than five points, numbers are not finite, or shapes do not fit.

    Notes
    -----
    Distances between far groups, and the sizes of groups, mean little in t-SNE: see
    L. van der Maaten and G. Hinton, *Visualizing data using t-SNE*, JMLR 9 (2008).
    """
    points, known = _checked(features, labels, least=5)
    points, known = _some(points, known, max_points, seed)
    place = _layout(points, perplexity, seed)
    return _embedded(place, known, class_names, f"t-SNE of {len(points)} examples", ax)


def umap(
    features: Any,
    labels: Any,
    *,
    class_names: Sequence[str] | None = None,
    max_points: int = 2000,
    neighbors: int = 15,
    seed: int = 0,
    ax: Axes | None = None,
) -> Figure:
    """Draw features as points in the plane, neighbours near each other (UMAP).

    Parameters
    ----------
    features : array of float
        Shape (N, D), such as :func:`helpers.embedding.last_features` gives.
    labels : array of int
        Shape (N,), 0 to C - 1; they choose colour and shape.
    class_names : sequence of str, optional
        Name of each label.
    max_points : int
        Of more points a random choice is drawn.
    neighbors : int
        About how many neighbours count; more of them show the larger picture.
    seed : int
        Seed of the choice and of the layout.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ModuleNotFoundError
        If umap-learn is not installed.
    ValueError
        If there are fewer than five points, numbers are not finite, or shapes do not fit.

    Notes
    -----
    L. McInnes, J. Healy and J. Melville, *UMAP: uniform manifold approximation and projection
    for dimension reduction*, arXiv:1802.03426 (2018). The first call takes many seconds, in
    which the package compiles itself.
    """
    points, known = _checked(features, labels, least=5)
    points, known = _some(points, known, max_points, seed)
    # It warns on stderr that a seed means one thread, which is what we want.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = need("umap", "umap-learn", "UMAP").UMAP(
            n_neighbors=min(neighbors, len(points) - 1),
            min_dist=0.3,
            random_state=seed,
            n_jobs=1,
        )
        place = np.asarray(found.fit_transform(points))
    return _embedded(place, known, class_names, f"UMAP of {len(points)} examples", ax)


def latent(
    codes: Any,
    labels: Any,
    *,
    class_names: Sequence[str] | None = None,
    max_points: int = 3000,
    seed: int = 0,
    ax: Axes | None = None,
) -> Figure:
    """Draw the codes of an autoencoder with a bottleneck of two numbers, as they are.

    Parameters
    ----------
    codes : array of float
        Shape (N, 2), such as :func:`helpers.autoencoders.encode` gives.
    labels : array of int
        Shape (N,), 0 to C - 1; they choose colour and shape.
    class_names : sequence of str, optional
        Name of each label.
    max_points : int
        Of more points a random choice is drawn.
    seed : int
        Seed of the choice.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If codes are not pairs, numbers are not finite, or shapes do not fit.

    Examples
    --------
    >>> figure = latent([[0.0, 1.0], [2.0, 3.0]], [7, 1])
    >>> figure.axes[0].get_xlabel()
    'first latent number'
    """
    points, known = _checked(codes, labels, least=1)
    if points.shape[1] != 2:
        raise ValueError(
            f"codes have shape {points.shape}; expected (N, 2); for more numbers use tsne"
        )
    points, known = _some(points, known, max_points, seed)
    with drawing(ax, (5.8, 4.8)) as (figure, (frame, *_)):
        _scatter(frame, points, known, class_names)
        frame.set_xlabel("first latent number")
        frame.set_ylabel("second latent number")
    return figure


def _checked(features: Any, labels: Any, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Refuse what cannot be drawn."""
    points, known = np.asarray(features, dtype=float), np.asarray(labels)
    if points.ndim != 2 or known.shape != points.shape[:1] or len(points) < least:
        raise ValueError(
            f"features have shape {points.shape} and labels {known.shape}; expected (N, D) and "
            f"(N,) with N at least {least}"
        )
    if not np.isfinite(points).all():
        raise ValueError("features hold NaN or infinity; expected finite numbers")
    return points, known


def _some(
    points: np.ndarray, known: np.ndarray, limit: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Choose at random if there are too many."""
    if len(points) <= limit:
        return points, known
    generator = np.random.Generator(np.random.PCG64(seed))
    chosen = np.sort(generator.choice(len(points), limit, replace=False))
    return points[chosen], known[chosen]


def _embedded(
    place: np.ndarray,
    known: np.ndarray,
    class_names: Sequence[str] | None,
    title: str,
    ax: Axes | None,
) -> Figure:
    """Draw a layout whose axes mean nothing."""
    with drawing(ax, (5.6, 4.8)) as (figure, (frame, *_)):
        _scatter(frame, place, known, class_names)
        frame.set_xticks([])
        frame.set_yticks([])
        frame.spines[:].set_visible(False)
        frame.set_title(title)
    return figure


def _scatter(
    frame: Axes, place: np.ndarray, known: np.ndarray, class_names: Sequence[str] | None
) -> None:
    """Draw points in the colour and shape of their class."""
    classes = np.unique(known)
    middles = {}
    for number, (label, color) in enumerate(zip(classes, palette(len(classes)), strict=True)):
        mine = place[known == label]
        name = str(label) if class_names is None else str(class_names[int(label)])
        frame.scatter(
            mine[:, 0],
            mine[:, 1],
            s=12,
            color=color,
            marker=MARKERS[number % len(MARKERS)],
            linewidths=0,
            alpha=0.8,
            label=name,
        )
        middles[name] = _middle(mine)
    _write(frame, middles)
    frame.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), markerscale=1.8)


def _layout(points: np.ndarray, perplexity: float, seed: int) -> np.ndarray:
    """Place the points in the plane, shape (N, 2)."""
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    # scikit-learn announces changes of future versions as warnings, on stderr. One thread,
    # because each of its steps is tiny: on a machine that others use as well, two threads that
    # wait for each other were seen to take twenty times as long.
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        if points.shape[1] > _WIDE:
            points = PCA(min(_WIDE, len(points)), random_state=seed).fit_transform(points)
        near = min(perplexity, (len(points) - 1) / 3)
        start = "pca" if points.shape[1] > 1 else "random"
        return TSNE(perplexity=near, init=start, random_state=seed).fit_transform(points)


def _middle(points: np.ndarray) -> np.ndarray:
    """Return the point nearest to the middle of a class, shape (2,)."""
    middle = np.median(points, axis=0)
    return points[np.argmin(((points - middle) ** 2).sum(axis=1))]


def _write(frame: Axes, middles: dict[str, np.ndarray]) -> None:
    """Write the name of each class onto its points, moved up or down where names overlap."""
    names = sorted(middles, key=lambda name: middles[name][1])
    low, high = frame.get_ylim()
    left, right = frame.get_xlim()
    placed: list[tuple[float, float, float]] = []
    for name in names:
        x, y = (float(value) for value in middles[name])
        # About what a letter and a line take of a frame of the usual size.
        reach = len(name) * 0.011 * (right - left)
        for other, other_y, other_reach in placed:
            if abs(x - other) < reach + other_reach:
                y = max(y, other_y + 0.05 * (high - low))
        placed.append((x, y, reach))
        frame.annotate(
            name,
            (x, y),
            ha="center",
            va="center",
            fontsize=10,
            weight="bold",
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )
