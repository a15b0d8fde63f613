import numpy as np
import pytest
import torch
from torchvision import transforms

from helpers import placement
from helpers.augmentation import Augmentation
from helpers.loader import TensorLoader


def loader(**settings):
    images = torch.randint(0, 256, (40, 3, 6, 6), dtype=torch.uint8, generator=fixed())
    chosen = {"batch_size": 7, "shuffle": True, "augment": Augmentation(padding=1, flip=0.5)}
    return TensorLoader(images, torch.arange(40) % 4, class_names="abcd", **(chosen | settings))


def fixed():
    return torch.Generator().manual_seed(0)


@pytest.mark.parametrize("shuffle", [True, False])
def test_streaming_gives_the_same_batches(shuffle):
    kept, streamed = loader(shuffle=shuffle), loader(shuffle=shuffle, memory_limit=100)
    assert streamed.streams
    assert not kept.streams
    for _ in range(2):
        for (x, y), (u, v) in zip(kept, streamed, strict=True):
            assert torch.equal(x, u)
            assert torch.equal(y, v)


def test_copies_stream_as_well():
    streamed = loader(memory_limit=100)
    for other in (streamed.with_batch_size(3), streamed.in_order(), streamed.subset(range(30))):
        assert other.streams
        assert other.device == torch.device("cpu")
    assert "brought to cpu" in repr(streamed)


def test_a_limit_that_is_kept_changes_nothing():
    assert not loader(memory_limit=40 * 3 * 36).streams


def test_a_card_is_asked_for_its_free_memory(monkeypatch):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (1000, 4000))
    device = torch.device("cuda")
    assert placement.memory_limit(device) == 500
    images = torch.zeros(501, dtype=torch.uint8)
    kept, streams = placement.place(images, device, None)
    assert streams
    assert kept.device.type == "cpu"


def test_the_state_goes_on_where_it_was_taken():
    first = loader()
    list(first)
    state = first.state_dict()
    assert state == {"seed": 0, "epoch": 1}
    second = loader(seed=9)
    second.load_state_dict(state)
    for (x, y), (u, v) in zip(first, second, strict=True):
        assert torch.equal(x, u)
        assert torch.equal(y, v)


@pytest.mark.parametrize(
    "state", [{}, {"seed": 0}, {"seed": -1, "epoch": 0}, {"seed": 0, "epoch": "1"}]
)
def test_a_state_of_something_else_is_refused(state):
    with pytest.raises(ValueError, match="expected a whole number from 0"):
        loader().load_state_dict(state)


def test_a_seed_that_is_none_is_refused():
    with pytest.raises(ValueError, match="seed is -1"):
        loader(seed=-1)


def test_the_number_of_threads_is_given_back_also_in_between():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        for _ in loader():
            assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_normalising_equals_torchvision_to_float_precision():
    levels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16).repeat(3, 0)
    mean, std = (0.4914, 0.4822, 0.4465), (0.247, 0.2435, 0.2616)
    usual = transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean, std)])
    ours = TensorLoader(levels[None], [0], mean=mean, std=std)
    (x, _), *_ = ours
    torch.testing.assert_close(x[0], usual(levels.transpose(1, 2, 0)), rtol=1e-6, atol=1e-6)


IMAGES = np.zeros((3, 1, 4, 4), np.uint8)
LABELS = np.array([0, 1, 1])


@pytest.mark.parametrize(
    ("images", "labels", "settings", "error", "message"),
    [
        ([[1, 2]], LABELS, {}, TypeError, "images are a list; expected a torch.Tensor or numpy"),
        (IMAGES[:0], LABELS[:0], {}, ValueError, "expected at least one image"),
        (IMAGES[:, :, :0], LABELS, {}, ValueError, "expected at least one image"),
        (np.zeros((3, 8, 8, 3), np.uint8), LABELS, {}, ValueError, "channels last; expected"),
        (IMAGES.astype(np.int64), LABELS, {}, ValueError, r"expected uint8 \(0-255\) or floats"),
        (IMAGES.astype(object), LABELS, {}, ValueError, "array of object; expected numbers"),
        (IMAGES + np.float32(200), LABELS, {}, ValueError, "from 200 to 200; expected floats from"),
        (IMAGES + np.float32("nan"), LABELS, {}, ValueError, "NaN or infinite"),
        (IMAGES, LABELS - 1, {}, ValueError, "labels run from -1 to 0; expected no label below 0"),
        (
            IMAGES,
            LABELS,
            {"class_names": ["cat"]},
            ValueError,
            "labels run from 0 to 1; expected 0 to 0, for there are 1 class names",
        ),
        (IMAGES, LABELS[:, None], {}, ValueError, r"of shape \(3, 1\); expected integers"),
        (IMAGES, "abc", {}, TypeError, "labels are a str"),
        (IMAGES, LABELS, {"batch_size": 2.5}, TypeError, "batch_size is 2.5; expected a whole"),
        (IMAGES, LABELS, {"augment": 4}, TypeError, "augment is 4; expected an Augmentation"),
        (IMAGES, LABELS, {"mean": [np.nan]}, ValueError, "expected finite numbers"),
    ],
)
def test_what_cannot_be_loaded_is_told_in_one_line(images, labels, settings, error, message):
    with pytest.raises(error, match=message) as caught:
        TensorLoader(images, labels, **settings)
    assert "\n" not in str(caught.value)


def test_an_empty_choice_is_refused():
    with pytest.raises(ValueError, match="expected at least one image"):
        loader().subset([])


def test_read_only_arrays_are_taken_without_a_warning(recwarn):
    images = IMAGES.copy()
    images.flags.writeable = False
    TensorLoader(images, LABELS)
    assert not recwarn.list
