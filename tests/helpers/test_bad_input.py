"""Whatever goes wrong is told in one message that helps."""

import math

import pytest
import torch
from torch import nn

from helpers import evaluate, find_lr, fit


def train(model, data, *args, **settings):
    return fit(model, data, *args, **({"epochs": 1, "progress": False, "device": "cpu"} | settings))


def test_wrong_shapes(blobs):
    with pytest.raises(RuntimeError, match=r"^the model cannot take x of shape \(8, 4\): mat1"):
        train(nn.Linear(5, 2), blobs)


def test_wrong_shapes_of_targets_are_not_stretched(blobs):
    with pytest.raises(ValueError, match=r"shape \(8, 1\) for targets of shape \(8,\); MSELoss"):
        train(nn.Linear(4, 1), [(x, y.float()) for x, y in blobs], loss=nn.MSELoss())


def test_an_autoencoder_that_gives_another_shape(blobs):
    with pytest.raises(ValueError, match=r"shape \(8, 3\) for targets of shape \(8, 4\)"):
        train(nn.Linear(4, 3), blobs, target="input")


@pytest.mark.parametrize("shift", [1, -1])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_wrong_range_of_labels(blobs, shift, smoothing):
    batches = [(x, y + shift) for x, y in blobs]
    with pytest.raises(ValueError, match=rf"labels run from {shift} to {1 + shift}; expected 0 to"):
        train(nn.Linear(4, 2), batches, loss=nn.CrossEntropyLoss(label_smoothing=smoothing))


def test_wrong_range_of_labels_in_the_validation_data(blobs):
    with pytest.raises(ValueError, match="labels run from 2 to 3"):
        train(nn.Linear(4, 2), blobs, [(x, y + 2) for x, y in blobs])


@pytest.mark.parametrize("part", ["train", "val"])
@pytest.mark.parametrize("target", ["label", "input"])
def test_an_empty_loader(blobs, part, target):
    data = {"train": blobs, "val": blobs} | {part: []}
    with pytest.raises(ValueError, match=f"{part} gave no batches"):
        train(nn.Linear(4, 4), data["train"], data["val"], target=target)


def test_a_loss_of_nan(blobs, capfd):
    broken = [(x * math.nan, y) for x, y in blobs]
    with pytest.raises(FloatingPointError, match=r"became nan in epoch 1.*smaller learning rate"):
        train(nn.Linear(4, 2), broken)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("device", [None, "cpu", "meta"])
def test_a_model_without_numbers(blobs, device):
    with pytest.raises(ValueError, match="'meta', which holds no numbers"):
        train(nn.Linear(4, 2, device="meta"), blobs, device=device)


class Elsewhere(nn.Linear):
    """Keeps a tensor that `model.to` does not see."""

    def __init__(self):
        super().__init__(4, 2)
        self.shift = torch.zeros(2, device="meta")

    def forward(self, x):
        return super().forward(x) + self.shift


def test_a_part_of_the_model_on_another_device(blobs):
    with pytest.raises(RuntimeError, match=r"^x is on cpu, but a tensor the model uses is not"):
        train(Elsewhere(), blobs)


def test_a_device_that_is_not_there(blobs):
    if torch.cuda.is_available():
        pytest.skip("it is there")
    with pytest.raises(ValueError, match="this machine offers none"):
        train(nn.Linear(4, 2), blobs, device="cuda")


class Large(nn.Linear):
    """Has not enough memory, in one of two directions."""

    def __init__(self, error, backward):
        super().__init__(4, 2)
        self.error = error
        self.backward = backward

    def _fail(self, *_):
        raise self.error

    def forward(self, x):
        if not self.backward:
            self._fail()
        out = super().forward(x)
        out.register_hook(self._fail)
        return out


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize(
    "error",
    [
        torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB"),
        RuntimeError("MPS backend out of memory (MPS allocated: 9.01 GB, other: 1 MB)"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
    ],
)
def test_out_of_memory(blobs, error, backward):
    with pytest.raises(
        torch.cuda.OutOfMemoryError,
        match=r"^out of memory on cpu with batches of 8; use a smaller batch_size$",
    ):
        train(Large(error, backward), blobs)


@pytest.mark.parametrize("use", [evaluate, lambda m, d: find_lr(m, d, device="cpu")])
def test_out_of_memory_where_nothing_is_trained(blobs, use):
    error = torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB")
    with pytest.raises(
        torch.cuda.OutOfMemoryError, match=r"^out of memory on cpu with batches of 8; use a smaller"
    ):
        use(Large(error, backward=False), blobs)


def test_tensors_of_a_failed_step_are_let_go(blobs):
    import gc
    import weakref

    held = []

    class Hungry(nn.Linear):
        def forward(self, x):
            big = torch.zeros(1000)
            held.append(weakref.ref(big))
            raise torch.cuda.OutOfMemoryError("CUDA out of memory")

    try:
        train(Hungry(4, 2), blobs)
    except torch.cuda.OutOfMemoryError as error:
        gc.collect()
        assert held[0]() is None
        assert "batches of 8" in str(error)


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"target": "inputs"}, ValueError, "target is 'inputs'; expected 'label' or 'input'"),
        ({"patience": 0}, ValueError, "patience is 0; expected a whole number from 1"),
        ({"clip": 0}, ValueError, "clip is 0"),
        ({"clip": math.nan}, ValueError, "clip is nan"),
        ({"resume": 1}, ValueError, "resume is 1; expected True or False or 'auto'"),
        ({"monitor": "val_accuracy"}, ValueError, "logged are train_loss, train_accuracy"),
        ({"monitor": "train_loss", "direction": "down"}, ValueError, "direction is 'down'"),
        ({"direction": "max"}, ValueError, "direction='max' without a monitor"),
        ({"metrics": [max]}, TypeError, "metrics is a list"),
        ({"metrics": {"loss": max}}, ValueError, "a metric is called 'loss'"),
        ({"metrics": {"top3": 3}}, TypeError, "metric 'top3' is 3; expected a function"),
        ({"metrics": {"f1": max}, "monitor": "train_f1"}, ValueError, "which is better"),
        ({"mixed_precision": "fp8"}, ValueError, "mixed_precision is 'fp8'"),
    ],
)
def test_settings_that_mean_nothing(blobs, settings, error, message):
    with pytest.raises(error, match=message):
        train(nn.Linear(4, 2), blobs, **settings)
