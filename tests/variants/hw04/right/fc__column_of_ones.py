"""The bias as one more row of weights; the cache is an object."""

from dataclasses import dataclass


@dataclass
class Kept:
    inputs: np.ndarray
    weights: np.ndarray


def fc_forward(features, weights, bias):
    kept = Kept(np.hstack([features, np.ones((len(features), 1))]), np.vstack([weights, bias]))
    return np.dot(kept.inputs, kept.weights), kept


def fc_backward(upstream, kept):
    grad_weights = np.dot(kept.inputs.T, upstream)
    return np.dot(upstream, kept.weights[:-1].T), grad_weights[:-1], grad_weights[-1]
