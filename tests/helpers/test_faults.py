"""Known faults of modules of this kind: each one is looked for.

Those of training are here. Those of evaluation (transposed confusion matrix, report as a string,
`Subset` without class names, mode not given back) are in `test_evaluation.py` and
`test_evaluation_faults.py`, installing at import in `test_import.py`.
"""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from helpers import fit, progress
from helpers.checkpoint import read


def small():
    torch.manual_seed(0)
    return nn.Linear(4, 2)


def train(model, data, *args, **settings):
    return fit(model, data, *args, **({"epochs": 1, "progress": False, "device": "cpu"} | settings))


@pytest.mark.parametrize("optimizer", [None, torch.optim.SGD, torch.optim.AdamW])
def test_the_lr_argument_is_not_ignored(blobs, optimizer):
    seen = []
    for lr in (0.1, 0.001):
        model = small()
        train(model, blobs, lr=lr, optimizer=optimizer)
        seen.append(model.weight.detach().clone())
    assert not torch.equal(*seen)


def test_the_lr_argument_is_not_ignored_when_resuming(blobs, tmp_path):
    train(small(), blobs, lr=0.1, checkpoint=tmp_path / "run.pt")
    with pytest.raises(ValueError, match="lr=0.1, now 0.5"):
        train(small(), blobs, lr=0.5, epochs=2, checkpoint=tmp_path / "run.pt", resume=True)


@pytest.mark.parametrize("metrics", [None, {}])
def test_no_metric_is_needed(blobs, metrics):
    assert len(train(small(), blobs, blobs, metrics=metrics)) == 1


def test_an_error_in_a_metric_is_raised_with_its_name(blobs):
    def f1(logits, y):
        raise KeyError("nothing here")

    with pytest.raises(RuntimeError, match=r"metric 'f1' failed on outputs \(8, 2\).*KeyError"):
        train(small(), blobs, metrics={"f1": f1})


def test_an_unanswered_question_in_a_metric_stays_one(blobs):
    def todo(logits, y):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        train(small(), blobs, metrics={"todo": todo})


@pytest.mark.parametrize(
    ("metric", "found"),
    [
        (lambda logits, y: logits, r"\(8, 2\)"),
        (lambda logits, y: None, "NoneType"),
        (lambda logits, y: "good", "str"),
    ],
)
def test_a_metric_of_another_kind_is_told(blobs, metric, found):
    with pytest.raises(ValueError, match=rf"metric 'm' gave {found}; expected one number, or 8"):
        train(small(), blobs, metrics={"m": metric})


@pytest.mark.parametrize(
    "metric",
    [
        lambda logits, y: (logits.argmax(1) == y).float().mean(),
        lambda logits, y: (logits.argmax(1) == y).float(),
        lambda logits, y: logits.argmax(1) == y,
        lambda logits, y: (logits.argmax(1) == y).float().mean().item(),
        lambda logits, y: np.mean((logits.argmax(1) == y).numpy()),
    ],
)
def test_metrics_are_means_over_samples(blobs, metric):
    frame = train(small(), blobs, blobs, epochs=3, metrics={"right": metric}).frame
    assert frame["train_right"].tolist() == pytest.approx(frame["train_accuracy"].tolist())
    assert frame["val_right"].tolist() == pytest.approx(frame["val_accuracy"].tolist())


def test_a_metric_may_look_but_not_touch(blobs):
    seen = []

    def look(logits, y):
        seen.append((logits.requires_grad, torch.is_grad_enabled()))
        return 0.0

    train(small(), blobs[:1], metrics={"look": look})
    assert seen == [(False, False)]


def test_optimiser_state_is_not_lost_on_resume(blobs, tmp_path):
    path = tmp_path / "run.pt"
    settings = {"optimizer": lambda p, lr: torch.optim.SGD(p, lr, momentum=0.9), "lr": 0.1}
    whole = small()
    train(whole, blobs, epochs=2, **settings)
    train(small(), blobs, checkpoint=path, **settings)
    state = read(path)["optimizer"]["state"]
    assert all("momentum_buffer" in one for one in state.values())
    resumed = small()
    train(resumed, blobs, epochs=2, checkpoint=path, resume=True, **settings)
    assert torch.equal(whole.weight, resumed.weight)


def test_the_best_weights_are_not_overwritten_by_later_ones(blobs, tmp_path):
    wrong = [(x, 1 - y) for x, y in blobs]
    snapshots = []

    def note(row, model):
        snapshots.append(model.weight.detach().clone())

    model = small()
    path = tmp_path / "run.pt"
    settings = {"epochs": 5, "lr": 0.1, "checkpoint": path, "restore": "best"}
    history = train(model, blobs, wrong, on_epoch=note, **settings)
    best = snapshots[int(history.best["epoch"]) - 1]
    assert history.best["epoch"] < 5
    assert torch.equal(model.weight, best)
    assert torch.equal(history.best_state["weight"], best)
    assert torch.equal(read(path)["best_state"]["weight"], best)
    assert torch.equal(read(path)["model"]["weight"], snapshots[-1])


def test_a_loss_is_no_mean_of_batch_means(blobs):
    model = small()
    frozen = torch.optim.SGD(model.parameters(), lr=0.0)
    history = train(model, blobs, blobs, optimizer=frozen)
    x, y = (torch.cat(parts) for parts in zip(*blobs, strict=True))
    whole = nn.functional.cross_entropy(model(x), y).item()
    assert history["train_loss"][0] == pytest.approx(whole, rel=1e-6)
    assert history["val_loss"][0] == pytest.approx(whole, rel=1e-6)


READS = ("item", "tolist", "numpy", "cpu", "__float__", "__int__", "__bool__", "__index__")


@pytest.mark.parametrize("settings", [{}, {"clip": 1.0}, {"schedule": "onecycle"}, {
    "metrics": {"right": lambda logits, y: (logits.argmax(1) == y).float()}}])  # fmt: skip
def test_the_device_is_not_waited_for_batch_by_batch(blobs, monkeypatch, settings):
    counts = []
    for batches in (blobs, blobs * 20):
        reads = []
        with monkeypatch.context() as patch:
            # What is looked at every few seconds, on a slow machine within an epoch, is no matter.
            patch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: 0.0))
            for name in READS:
                method = getattr(torch.Tensor, name)
                patch.setattr(
                    torch.Tensor, name,
                    lambda *a, _do=method, _to=reads, **k: _to.append(1) or _do(*a, **k),
                )  # fmt: skip
            # The first epoch looks at the labels; a later one reads nothing but its sums.
            epochs = []
            train(small(), batches, batches, optimizer=torch.optim.SGD, epochs=2,
                  on_epoch=lambda *_, e=epochs, r=reads: e.append(len(r)) and None,
                  **settings)  # fmt: skip
        counts.append(epochs[1] - epochs[0])
    assert counts[0] == counts[1] <= 4


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_mode_is_given_back(blobs, training, fails):
    model = nn.Sequential(nn.Linear(4, 2), nn.Dropout()).train(training)
    model[1].train(not training)

    def stop(row, model):
        if fails:
            raise KeyboardInterrupt
        return True

    try:
        train(model, blobs, blobs, on_epoch=stop)
    except KeyboardInterrupt:
        assert fails
    assert [part.training for part in model] == [training, not training]
