"""Pictures fit for a report.

Every function returns the :class:`matplotlib.figure.Figure` it drew, to be saved with
``figure.savefig("loss.png")``, and takes ``ax=`` where it draws into one frame.

In a notebook a picture shows exactly once, below the cell that drew it, whether the call is
the last line of the cell, stands in the middle, or its result is kept in a variable; the
variable shows it again in a later cell. Elsewhere nothing is shown. No figure is left open in
pyplot, so that ``plt.show()`` is not needed and shows nothing.
"""

from helpers.plots.attention import grad_cam
from helpers.plots.augmentation import augmentations
from helpers.plots.confusion import confusion_matrix
from helpers.plots.curves import convergence
from helpers.plots.gallery import gallery
from helpers.plots.graph import computation_graph
from helpers.plots.images import image_grid
from helpers.plots.maps import feature_maps, filters
from helpers.plots.predictions import predictions
from helpers.plots.reconstruction import reconstructions
from helpers.plots.reliability import reliability
from helpers.plots.scatter import latent, tsne, umap

__all__ = [
    "augmentations",
    "computation_graph",
    "confusion_matrix",
    "convergence",
    "feature_maps",
    "filters",
    "gallery",
    "grad_cam",
    "image_grid",
    "latent",
    "predictions",
    "reconstructions",
    "reliability",
    "tsne",
    "umap",
]
