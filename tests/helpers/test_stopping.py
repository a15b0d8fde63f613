import numpy as np
import pytest
import torch
from torch import nn

from helpers import fit
from helpers.history import History
from helpers.stopping import direction_of, exhausted


def train(model, data, *args, **settings):
    return fit(model, data, *args, **({"progress": False, "device": "cpu"} | settings))


def small():
    torch.manual_seed(0)
    return nn.Linear(4, 2)


def scripted(values):
    """A metric that takes these values, one per epoch (one batch each)."""
    rest = iter(values)
    return lambda logits, y: next(rest)


@pytest.mark.parametrize(
    ("direction", "values", "epochs", "best"),
    [
        ("min", [5, 4, 6, 7, 3, 1, 1, 1], 4, 2),
        ("max", [5, 4, 6, 7, 3, 1, 9, 1], 6, 4),
        ("max", [1, 1, 1, 1], 3, 1),
        ("min", [float("nan"), 2, 1, 3, 3], 5, 3),
    ],
)
def test_patience_waits_for_a_better_epoch_in_either_direction(
    blobs, direction, values, epochs, best
):
    # Only the validation data is measured with it: two passes an epoch take turns.
    both = [value for value in values for _ in (0, 1)]
    history = train(
        small(), blobs[:1], blobs[:1], epochs=len(values), patience=2,
        metrics={"s": scripted(both)}, monitor="val_s", direction=direction,
    )  # fmt: skip
    assert len(history) == epochs
    assert history.best["epoch"] == best


def test_the_best_weights_are_those_of_the_monitored_metric(blobs):
    snapshots = []
    history = train(
        small(), blobs[:1], epochs=4, lr=0.1, metrics={"s": scripted([1, 3, 2, 0])},
        monitor="train_s", direction="max",
        on_epoch=lambda row, model: snapshots.append(model.weight.detach().clone()),
    )  # fmt: skip
    assert torch.equal(history.best_state["weight"], snapshots[1])


def test_less_loss_and_more_accuracy_are_better():
    logged = ["train_loss", "val_accuracy", "val_f1"]
    assert direction_of("train_loss", None, logged) == "min"
    assert direction_of("val_accuracy", None, logged) == "max"
    assert direction_of("val_f1", "max", logged) == "max"
    assert direction_of(None, None, logged) == "min"


def test_no_patience_is_endless():
    assert not exhausted(History([{"val_loss": 1.0}] * 99), None)


def test_the_callback_sees_the_row_and_stops(blobs):
    rows = []

    def watch(row, model):
        rows.append(dict(row))
        row["train_loss"] = 0  # its own copy
        assert isinstance(model, nn.Linear)
        return row["epoch"] == 3

    history = train(small(), blobs, blobs, epochs=9, on_epoch=watch)
    assert len(history) == 3
    assert rows == history.rows


def test_an_accuracy_that_is_not_there_cannot_be_monitored(blobs):
    pairs = [(x, x[:, :2].clone()) for x, _ in blobs]
    with pytest.raises(ValueError, match="there is no accuracy"):
        train(small(), pairs, loss=nn.MSELoss(), monitor="train_accuracy")


def test_clipping_bounds_the_step(blobs):
    x, y = blobs[0]
    for clip in (None, 0.01):
        model = small()
        before = model.weight.detach().clone(), model.bias.detach().clone()
        train(model, [(100 * x, y)], epochs=1, lr=1.0, optimizer=torch.optim.SGD, clip=clip)
        moved = [model.weight - before[0], model.bias - before[1]]
        length = torch.cat([one.detach().flatten() for one in moved]).norm().item()
        assert (length == pytest.approx(0.01, rel=1e-3)) if clip else length > 1


@pytest.mark.parametrize("kind", ["pair", "single", "list", "tensor"])
def test_an_autoencoder_needs_no_labels(blobs, kind):
    wrap = {"pair": lambda x, y: (x, y), "single": lambda x, y: (x,), "list": lambda x, y: [x],
            "tensor": lambda x, y: x}[kind]  # fmt: skip
    batches = [wrap(x, y) for x, y in blobs]
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 2), nn.Linear(2, 4))
    history = train(model, batches, batches, epochs=30, lr=0.05, target="input")
    assert history["val_loss"][-1] < 0.5 * history["val_loss"][0]
    columns = ["epoch", "train_loss", "val_loss", "seconds"]
    assert list(history.frame.columns) == columns
    x = torch.cat([x for x, _ in blobs])
    with torch.no_grad():
        assert history["val_loss"][-1] == pytest.approx(nn.functional.mse_loss(model(x), x).item())


def test_an_autoencoder_takes_another_loss_and_metrics(blobs):
    history = train(
        nn.Linear(4, 4), blobs, epochs=1, target="input", loss=nn.L1Loss(),
        metrics={"worst": lambda out, x: (out - x).abs().amax(1)},
    )  # fmt: skip
    assert history["train_worst"][0] > history["train_loss"][0]
    assert not np.isnan(history["train_loss"]).any()
    assert history.plot().axes
