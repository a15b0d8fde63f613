import numpy as np
import pytest
import torch
from torchvision import transforms
from torchvision.transforms import functional as vision

from helpers.augmentation import Augmentation, crop_and_flip, rotate
from helpers.loader import TensorLoader


def pictures(count, shape=(3, 8, 6), kind=torch.uint8):
    generator = torch.Generator().manual_seed(0)
    bytes_ = torch.randint(1, 256, (count, *shape), generator=generator, dtype=torch.uint8)
    return bytes_ if kind == torch.uint8 else bytes_ / 255


@pytest.mark.parametrize("kind", [torch.uint8, torch.float32])
@pytest.mark.parametrize("padding", [0, 1, 3])
def test_crop_and_flip_are_those_of_torchvision_image_by_image(padding, kind):
    images = pictures(60, kind=kind)
    augmentation = Augmentation(padding=padding, flip=0.5)
    changes = augmentation.draw(60, seed=1, epoch=0)
    expected = []
    for i, image in enumerate(images):
        piece = vision.crop(
            vision.pad(image, padding), int(changes.top[i]), int(changes.left[i]), 8, 6
        )
        expected.append(vision.hflip(piece) if changes.flipped[i] else piece)
    assert torch.equal(augmentation.apply(images, changes), torch.stack(expected))


@pytest.mark.parametrize("shape", [(3, 32, 32), (1, 28, 28), (1, 12, 17)])
def test_rotation_is_that_of_torchvision_image_by_image(shape):
    images = pictures(40, shape)
    angles = Augmentation(degrees=180).draw(40, seed=0, epoch=0).angle
    expected = [vision.rotate(image, float(a)) for image, a in zip(images, angles, strict=True)]
    different = rotate(images, angles) != torch.stack(expected)
    # A pixel exactly between two others may go either way.
    assert different.float().mean() < 1e-3


def offsets_of_torchvision(count, padding):
    """Offsets, flips and angles that torchvision draws."""
    torch.manual_seed(0)
    padded = torch.zeros(1, 8 + 2 * padding, 8 + 2 * padding)
    drawn = [transforms.RandomCrop.get_params(padded, (8, 8))[:2] for _ in range(count)]
    angles = [transforms.RandomRotation.get_params([-30.0, 30.0]) for _ in range(count)]
    return np.array(drawn), np.array(angles)


def test_offsets_flips_and_angles_are_distributed_as_those_of_torchvision():
    count, padding = 9_000, 2
    changes = Augmentation(padding=padding, flip=0.3, degrees=30).draw(count, seed=3, epoch=0)
    drawn, angles = offsets_of_torchvision(count, padding)
    width = 2 * padding + 1
    theirs = np.bincount(drawn[:, 0] * width + drawn[:, 1], minlength=width**2)
    ours = np.bincount((changes.top * width + changes.left).numpy(), minlength=width**2)
    # 25 cells of 360 each: six standard deviations of a difference are 160.
    assert len(ours) == len(theirs) == width**2
    assert abs(ours - theirs).max() < 160
    assert abs(changes.flipped.float().mean().item() - 0.3) < 0.03
    levels = np.linspace(0, 1, 21)
    ours_at, theirs_at = (np.quantile(a, levels) for a in (changes.angle.numpy(), angles))
    assert abs(ours_at - theirs_at).max() < 2
    assert abs(np.corrcoef(changes.top, changes.left)[0, 1]) < 0.05


def test_every_image_is_changed_in_its_own_way():
    changes = Augmentation(padding=4, flip=0.5, degrees=10).draw(64, seed=0, epoch=0)
    assert len(set(changes.top.tolist())) == 9
    assert 0 < changes.flipped.sum() < 64
    assert len(set(changes.angle.tolist())) > 60


def loader(**settings):
    images = pictures(50, (1, 9, 9))
    chosen = {"augment": Augmentation(padding=2, flip=0.5, degrees=20), "batch_size": 8}
    return TensorLoader(images, torch.arange(50), **(chosen | settings))


def by_label(batches):
    pairs = [(x, y) for x, y in batches]
    x, y = torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])
    return x[y.argsort()]


def test_every_epoch_differs_and_the_seed_repeats_them():
    first, second = loader(), loader()
    epochs = [by_label(first) for _ in range(3)]
    assert not torch.equal(epochs[0], epochs[1])
    assert all(torch.equal(by_label(second), epoch) for epoch in epochs)
    assert first.epoch == 3
    assert not torch.equal(by_label(loader(seed=1)), epochs[0])


def test_changes_depend_neither_on_batch_size_nor_on_the_order():
    expected = by_label(loader())
    assert torch.equal(by_label(loader(batch_size=50)), expected)
    assert torch.equal(by_label(loader(shuffle=True)), expected)


def test_augmenting_leaves_the_order_of_shuffling():
    plain, changed = loader(shuffle=True, augment=None), loader(shuffle=True)
    for (_, y), (_, z) in zip(plain, changed, strict=True):
        assert torch.equal(y, z)


def test_what_is_stored_stays_and_what_is_evaluated_is_unchanged():
    changed = loader()
    before = changed.images.clone()
    list(changed)
    assert torch.equal(changed.images, before)
    ordered = changed.in_order()
    assert ordered.augment is None
    assert torch.equal(by_label(ordered), by_label(loader(augment=None)))
    assert torch.equal(by_label(changed.with_augmentation(None)), by_label(ordered))


def test_no_change_is_no_change():
    images = pictures(4)
    none = Augmentation()
    assert torch.equal(none.apply(images, none.draw(4, 0, 0)), images)
    zero = torch.zeros(4, dtype=torch.int64)
    assert torch.equal(crop_and_flip(images, 0, zero, zero, zero > 0), images)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"padding": -1}, "padding is -1; expected a whole number"),
        ({"padding": 0.5}, "padding is 0.5"),
        ({"flip": 1.5}, "flip is 1.5; expected a number from 0 to 1"),
        ({"flip": "yes"}, "flip is 'yes'"),
        ({"degrees": -5}, "degrees is -5; expected a number from 0 to 180"),
        ({"degrees": float("nan")}, "degrees is nan"),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        Augmentation(**settings)
