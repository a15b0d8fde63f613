"""What goes wrong with evaluations, each told in one clear message."""

import subprocess
import sys

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset

from helpers import evaluate
from helpers.evaluation import PART

X, Y = torch.zeros(6, 2), torch.tensor([0, 1, 0, 1, 0, 1])


class Gives(nn.Module):
    def __init__(self, make):
        super().__init__()
        self.make = make

    def forward(self, x):
        return self.make(x)


def nan_at_five(x):
    out = torch.zeros(len(x), 2)
    out[5] = float("nan")
    return out


@pytest.mark.parametrize(
    ("model", "data", "settings", "message"),
    [
        (nn.Linear(2, 2), DataLoader([], batch_size=2), {}, "gave no batches; expected at least"),
        (nn.Linear(2, 2), iter([]), {}, "gave no batches"),
        (Gives(nan_at_five), [(X, Y)], {}, "NaN or infinity for 1 of 6 .* first at position 5"),
        (Gives(lambda x: x[:3]), [(X, Y)], {}, "expected 6 rows, one per example"),
        (nn.Linear(2, 2), [(X, Y + 1)], {}, "labels run from 1 to 2; expected 0 to 1"),
        (nn.Linear(2, 2), [(X, Y - 1)], {}, "labels run from -1 to 0"),
        (nn.Linear(2, 2), [(X, Y)], {"class_names": "abc"}, "3 class names, but the model tells 2"),
        (nn.Linear(2, 2), [(X, Y[:4])], {}, "as many labels as examples"),
        (Gives(lambda x: torch.zeros(len(x), len(x))), [(X, Y), (X[:4], Y[:4])], {},
         "rows of different shapes"),
        (nn.Linear(2, 2, device="meta"), [(X, Y)], {}, "on meta hold no numbers"),
        (nn.Linear(2, 2, device="meta"), [(X, Y)], {"device": "cpu"}, "on meta hold no numbers"),
        (nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2, device="meta")), [(X, Y)], {},
         "on cpu and meta"),
    ],
)  # fmt: skip
def test_what_cannot_be_evaluated_is_told(model, data, settings, message):
    with pytest.raises(ValueError, match=message):
        evaluate(model, data, **settings)


@pytest.mark.parametrize("targets", [Y.float(), torch.zeros(6, 2), torch.zeros(6, 2).long()])
def test_targets_that_are_no_labels_are_told_whatever_the_loss(targets):
    with pytest.raises(ValueError, match=r"expected logits \(N, C\) and integer labels \(N,\)"):
        evaluate(nn.Linear(2, 2), [(X, targets)], loss=lambda out, y: out.mean())


def test_large_batches_go_through_the_model_in_parts_with_the_same_result():
    generator = torch.Generator().manual_seed(0)
    x, y = torch.randn(100, 2, generator=generator), torch.arange(100) % 2
    sizes = []

    class Counts(nn.Linear):
        def forward(self, x):
            sizes.append(len(x))
            return super().forward(x)

    torch.manual_seed(0)
    model = Counts(2, 2)
    whole, single = evaluate(model, [(x, y)]), evaluate(model, [(x[n:][:1], y[n:][:1])
                                                                for n in range(100)])  # fmt: skip
    assert max(sizes) <= PART
    assert sum(sizes) == 200
    assert whole.loss == pytest.approx(single.loss, rel=1e-6)
    assert (whole.y_true == single.y_true).all()
    assert whole.logits == pytest.approx(single.logits, abs=1e-6)


def test_images_the_model_cannot_take_are_told():
    with pytest.raises(RuntimeError, match=r"cannot take x of shape \(6, 2\)"):
        evaluate(nn.Linear(3, 2), [(X, Y)])


def test_data_on_another_device_goes_to_the_model():
    found = evaluate(nn.Linear(2, 2), [(X.to("cpu"), Y)])
    assert len(found.y_true) == 6


def test_mode_comes_back_even_after_an_error_and_no_gradients_appear():
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(), nn.BatchNorm1d(2).eval())
    model[2].eval()
    before = [part.training for part in model.modules()]
    evaluate(model, [(X, Y)])
    with pytest.raises(ValueError, match="labels run"):
        evaluate(model, [(X, Y + 5)])
    assert [part.training for part in model.modules()] == before
    assert all(parameter.grad is None for parameter in model.parameters())


def test_class_names_come_through_subsets_of_subsets():
    data = TensorDataset(X, Y)
    data.classes = ["cat", "dog"]
    loader = DataLoader(Subset(Subset(data, [0, 1, 2, 3]), [1, 2]), batch_size=1, shuffle=True)
    found = evaluate(nn.Linear(2, 2), loader)
    assert found.class_names == ("cat", "dog")
    assert found.y_true.tolist() == [1, 0]
    assert list(found.report().index) == ["cat", "dog", "mean"]


def test_the_report_is_a_table_of_numbers():
    table = evaluate(nn.Linear(2, 2), [(X, Y)]).report()
    assert [kind.kind for kind in table.dtypes] == ["f", "f", "f", "i"]


def test_the_loss_is_no_mean_of_batch_means():
    logits = torch.tensor([[5.0, 0.0]] * 9 + [[0.0, 5.0]])
    y = torch.zeros(10, dtype=torch.int64)
    found = evaluate(nn.Identity(), [(logits[:9], y[:9]), (logits[9:], y[9:])])
    losses = nn.functional.cross_entropy(logits, y, reduction="none")
    assert found.loss == pytest.approx(losses.mean().item(), rel=1e-6)
    assert found.loss != pytest.approx((losses[:9].mean() + losses[9]).item() / 2, rel=0.1)


MEMORY = """
import resource, sys, torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from helpers import TensorLoader, evaluate
torch.set_num_threads(1)
images = torch.randint(0, 256, (10_000, 3, 32, 32), dtype=torch.uint8)
x = images if sys.argv[1] == "bytes" else images / 255
y = torch.arange(10_000) % 10
model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                      nn.Linear(1800, 10))
if sys.argv[1] == "bytes":
    batches = TensorLoader(x, y, batch_size=256)
else:
    batches = DataLoader(TensorDataset(x, y), batch_size=256)
if sys.argv[1] == "generator":
    batches = ((a, b) for a, b in batches)
evaluate(model, [(images[:256] / 255, y[:256])])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
evaluate(model, batches).mistakes()
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(1 + (after - before) * 1024 / x.nbytes)
"""


# Bytes are a quarter of floats, and so is then what may be added.
@pytest.mark.parametrize("kind", ["loader", "generator", "bytes"])
def test_memory_stays_within_one_and_a_half_times_the_data(kind):
    pytest.importorskip("resource")
    found = subprocess.run(
        [sys.executable, "-c", MEMORY, kind], capture_output=True, text=True, check=True
    )
    assert float(found.stdout) < 1.5, found.stdout
