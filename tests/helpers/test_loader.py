import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torchvision import transforms

from helpers.loader import TensorLoader


def numbered(count, **settings):
    """Images that hold their own number."""
    images = torch.arange(count).to(torch.uint8).view(-1, 1, 1, 1)
    return TensorLoader(images, torch.arange(count) % 3, **settings)


def order(loader):
    return torch.cat([x.flatten() * 255 for x, _ in loader]).round().int().tolist()


@given(count=st.integers(1, 60), size=st.integers(1, 70), shuffle=st.booleans())
def test_an_epoch_shows_every_image_once_with_its_label(count, size, shuffle):
    loader = numbered(count, batch_size=size, shuffle=shuffle)
    batches = list(loader)
    assert len(batches) == len(loader)
    seen = torch.cat([x.flatten() * 255 for x, _ in batches]).round().long()
    labels = torch.cat([y for _, y in batches])
    assert sorted(seen.tolist()) == list(range(count))
    assert (labels == seen % 3).all()
    assert all(len(x) == size for x, _ in batches[:-1])


def test_without_shuffling_the_order_stays():
    loader = numbered(20, batch_size=6)
    assert order(loader) == order(loader) == list(range(20))
    assert loader.epoch == 0


def test_every_epoch_has_its_own_order_and_the_seed_repeats_them():
    first, second = (numbered(50, shuffle=True, seed=4) for _ in range(2))
    epochs = [order(first) for _ in range(3)]
    assert len({tuple(epoch) for epoch in epochs}) == 3
    assert epochs == [order(second) for _ in range(3)]
    second.epoch = 1
    assert order(second) == epochs[1]
    second.reseed(5)
    assert order(second) != epochs[0]


def test_the_order_is_the_same_on_every_platform():
    assert order(numbered(8, shuffle=True, seed=0)) == [2, 4, 3, 6, 5, 0, 1, 7]


def test_batches_equal_those_of_the_torchvision_pipeline():
    images = torch.randint(0, 256, (9, 3, 6, 5), dtype=torch.uint8)
    mean, std = (0.2, 0.5, 0.7), (0.3, 0.25, 0.1)
    pipeline = transforms.Compose(
        [transforms.ToPILImage(), transforms.ToTensor(), transforms.Normalize(mean, std)]
    )
    expected = torch.stack([pipeline(image) for image in images])
    (x, _), *_ = TensorLoader(images, torch.zeros(9, dtype=torch.int64), mean=mean, std=std)
    torch.testing.assert_close(x, expected, atol=1e-5, rtol=1e-5)
    assert x.dtype == torch.float32


def test_float_images_are_taken_as_scaled():
    images = torch.rand(4, 1, 2, 2)
    (x, _), *_ = TensorLoader(images, torch.zeros(4, dtype=torch.int64), mean=[0.5], std=[0.5])
    torch.testing.assert_close(x, (images - 0.5) / 0.5)


def test_grey_images_may_come_without_a_channel():
    loader = TensorLoader(np.zeros((3, 5, 4), np.uint8), np.array([0, 1, 2], np.uint8))
    (x, y), *_ = loader
    assert x.shape == (3, 1, 5, 4)
    assert loader.image_shape == (1, 5, 4)
    assert y.dtype == torch.int64


def test_a_subset_keeps_class_names_and_statistics():
    loader = numbered(9, class_names=["a", "b", "c"], mean=[0.1], std=[0.2])
    part = loader.subset([5, 2])
    assert part.class_names == ("a", "b", "c")
    assert part.labels.tolist() == [2, 2]
    assert (part.mean, part.std) == (loader.mean, loader.std)


def test_other_batch_sizes_share_the_images():
    loader = numbered(9, shuffle=True)
    other = loader.with_batch_size(4)
    assert len(other) == 3
    assert other.shuffle
    assert other.images.data_ptr() == loader.images.data_ptr()
    assert order(loader.in_order()) == list(range(9))


@pytest.mark.parametrize(
    ("images", "labels", "settings", "message"),
    [
        (torch.zeros(3, 4), torch.zeros(3).long(), {}, r"shape \(3, 4\); expected \(N, C, H, W\)"),
        (torch.zeros(3, 1, 2, 2).int(), torch.zeros(3).long(), {}, "expected uint8"),
        (torch.zeros(3, 1, 2, 2), torch.zeros(2).long(), {}, "3 images but 2 labels"),
        (torch.zeros(3, 1, 2, 2), torch.zeros(3), {}, "expected integers"),
        (torch.zeros(3, 1, 2, 2), torch.zeros(3).long(), {"batch_size": 0}, "at least 1"),
        (torch.zeros(3, 3, 2, 2), torch.zeros(3).long(), {"mean": [0.5]}, "one per channel"),
        (torch.zeros(3, 1, 2, 2), torch.zeros(3).long(), {"std": [0.0]}, "above 0"),
    ],
)
def test_what_does_not_fit_is_refused(images, labels, settings, message):
    with pytest.raises(ValueError, match=message):
        TensorLoader(images, labels, **settings)


def test_it_says_what_it_is():
    assert repr(numbered(5, batch_size=2, shuffle=True)) == (
        "TensorLoader(5 images 1x1x1, batch_size=2, shuffled, on cpu)"
    )


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("chosen", [None, [3, 1, 4]])
def test_can_what_a_convolution_makes_of_grey_images_be_viewed_as_rows(shuffle, chosen):
    # NumPy gives the new axis a stride of 0, and choosing images one of 1.
    images = np.zeros((6, 8, 8), np.uint8)[:, None]
    loader = TensorLoader(images, torch.arange(6), batch_size=2, shuffle=shuffle)
    loader = loader if chosen is None else loader.subset(chosen)
    maps = torch.nn.Conv2d(1, 4, 3)
    for x, _ in loader:
        assert maps(x).view(len(x), -1).shape == (len(x), 4 * 36)
