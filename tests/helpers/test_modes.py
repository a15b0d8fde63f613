import pytest
from torch import nn

from helpers.modes import mode


@pytest.mark.parametrize("training", [True, False])
def test_every_part_gets_its_own_mode_back(training):
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Dropout())
    model[1].eval()
    with mode(model, training):
        assert all(part.training is training for part in model.modules())
    assert [part.training for part in model.modules()] == [True, True, False, True]


def test_also_when_the_block_fails():
    model = nn.Dropout().eval()
    with pytest.raises(ZeroDivisionError), mode(model, training=True):
        raise ZeroDivisionError
    assert not model.training
