import math

import pytest
import torch
from torch import nn

from helpers import fit
from helpers.rates import CURVES, cosine, onecycle, step
from helpers.schedules import make_schedule


def optimizer(*rates):
    groups = [{"params": [nn.Parameter(torch.zeros(1))], "lr": rate} for rate in rates or (0.1,)]
    return torch.optim.SGD(groups, lr=1.0)


def rates(name, steps=100):
    made = optimizer()
    pace = make_schedule(name, made, steps)
    found = []
    for _ in range(steps):
        found.append(made.param_groups[0]["lr"])
        pace.after_batch()
    return found


def test_cosine_is_that_of_pytorch():
    made = optimizer()
    theirs = torch.optim.lr_scheduler.CosineAnnealingLR(made, 100)
    expected = []
    for _ in range(100):
        expected.append(made.param_groups[0]["lr"])
        made.step()
        theirs.step()
    assert rates("cosine") == pytest.approx(expected, rel=1e-9)


def test_onecycle_has_the_shape_of_pytorch_s():
    made = optimizer()
    theirs = torch.optim.lr_scheduler.OneCycleLR(made, 0.1, total_steps=1000, cycle_momentum=False)
    expected = []
    for _ in range(1000):
        expected.append(made.param_groups[0]["lr"])
        made.step()
        theirs.step()
    # Theirs comes to the top one batch earlier.
    assert rates("onecycle", 1000) == pytest.approx(expected, abs=0.1 * 0.01)


def test_step_falls_twice():
    assert sorted({round(rate, 9) for rate in rates("step")}) == [0.001, 0.01, 0.1]
    assert rates("step").count(0.1) == 50


@pytest.mark.parametrize("curve", [onecycle, cosine, step])
def test_no_curve_leaves_0_to_1(curve):
    assert all(0 <= curve(share / 100) <= 1 for share in range(101))
    assert math.isclose(max(curve(share / 100) for share in range(101)), 1)


@pytest.mark.parametrize("name", CURVES)
def test_every_group_keeps_its_share(name):
    made = optimizer(0.1, 0.01)
    pace = make_schedule(name, made, 10)
    for _ in range(12):  # more than were announced
        first, second = (group["lr"] for group in made.param_groups)
        assert first == pytest.approx(10 * second)
        pace.after_batch()


def test_an_unknown_name_lists_those_there_are(blobs):
    with pytest.raises(ValueError, match="'onecycle', 'cosine', 'step', None"):
        fit(nn.Linear(4, 2), blobs, schedule="linear", device="cpu")


def test_an_unknown_length_is_told(blobs):
    with pytest.raises(ValueError, match="how many batches"):
        fit(nn.Linear(4, 2), iter(blobs), schedule="cosine", device="cpu")


def test_a_factory_that_gives_no_scheduler_is_told(blobs):
    with pytest.raises(TypeError, match="schedule gave float"):
        fit(nn.Linear(4, 2), blobs, schedule=lambda optimizer, steps: 0.1, device="cpu")


def test_the_rate_is_logged_and_given_back(blobs):
    model = nn.Linear(4, 2)
    made = torch.optim.SGD(model.parameters(), lr=0.2)
    settings = {"optimizer": made, "epochs": 4, "device": "cpu", "progress": False}
    history = fit(model, blobs, schedule="cosine", **settings)
    assert history["lr"] == pytest.approx([0.2 * cosine(share) for share in (0, 0.25, 0.5, 0.75)])
    assert made.param_groups[0]["lr"] == 0.2
    assert "lr" not in fit(model, blobs, **settings).frame


def test_a_plateau_is_waited_for_with_what_is_monitored(blobs):
    def plateau(optimizer, steps):
        return torch.optim.lr_scheduler.ReduceLROnPlateau(
            optimizer, mode="max", patience=0, factor=0.5
        )

    wrong = [(x, 1 - y) for x, y in blobs]
    history = fit(nn.Linear(4, 2), blobs, wrong, lr=0.1, schedule=plateau, epochs=4,
                  monitor="val_accuracy", device="cpu", progress=False)  # fmt: skip
    assert history["lr"][0] == 0.1
    assert history["lr"][-1] < 0.1
