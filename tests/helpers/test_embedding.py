import numpy as np
import pytest
import torch
from torch import nn

from helpers.embedding import last_features


class Backwards(nn.Module):
    """Built in another order than it runs."""

    def __init__(self):
        super().__init__()
        self.last = nn.Linear(3, 2)
        self.first = nn.Linear(4, 3)

    def forward(self, x):
        return self.last(torch.relu(self.first(x)))


def test_features_are_the_input_of_the_last_layer_to_run(blobs):
    model = Backwards()
    features, labels = last_features(model, blobs)
    # Batch by batch: a processor may add up the numbers of another batch in another order.
    expected = torch.cat([torch.relu(model.first(x)) for x, _ in blobs])
    np.testing.assert_allclose(features, expected.detach(), rtol=1e-5, atol=1e-7)
    assert labels.tolist() == torch.cat([y for _, y in blobs]).tolist()


def test_eval_mode_is_borrowed_and_no_hook_stays(blobs):
    model = nn.Sequential(nn.Dropout(0.9), nn.Linear(4, 2))
    features, _ = last_features(model, blobs)
    assert (features != 0).all()
    assert model.training
    assert not any(part._forward_pre_hooks for part in model.modules())


def test_a_limit_stops_early(digits, linear):
    features, labels = last_features(linear, digits.train, limit=10)
    assert features.shape == (10, 784)
    assert labels.tolist() == digits.train.labels[:10].tolist()


def test_a_network_without_linear_layers_is_told(blobs):
    with pytest.raises(ValueError, match=r"runs no torch\.nn\.Linear"):
        last_features(nn.Identity(), blobs)
