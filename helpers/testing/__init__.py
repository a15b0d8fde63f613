"""Checks for the tests of a homework, which a dishonest object cannot satisfy.

Every check raises :class:`AssertionError` whose message begins with the sentence of the author
(``hint``); what was found and expected follows after a dash. Nothing is asked of the object
under test that it could answer as it likes: exact built-in, NumPy and PyTorch types are
accepted, subclasses are not, and comparisons are made on copies.
"""

from helpers.testing.modules import (
    check_gradients,
    check_learns_batch,
    check_module,
    check_parameter_shapes,
)
from helpers.testing.probe import plain, probe
from helpers.testing.reach import libraries_reached
from helpers.testing.recording import record_layers
from helpers.testing.values import (
    as_array,
    check_close,
    check_equal,
    check_finite,
    check_shape,
    fail,
)

__all__ = [
    "as_array",
    "check_close",
    "check_equal",
    "check_finite",
    "check_gradients",
    "check_learns_batch",
    "check_module",
    "check_parameter_shapes",
    "check_shape",
    "fail",
    "libraries_reached",
    "plain",
    "probe",
    "record_layers",
]
