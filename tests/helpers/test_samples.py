from importlib.resources import files

import numpy as np
import pytest

from helpers.samples import load_sample
from helpers.samples.make import choose


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
@pytest.mark.parametrize(("part", "each"), [("train", 200), ("test", 50)])
def test_samples_are_balanced_bytes(name, part, each):
    images, labels = load_sample(name, part)
    assert images.shape == (10 * each, 28, 28)
    assert images.dtype == labels.dtype == np.uint8
    assert np.bincount(labels).tolist() == [each] * 10
    assert images.max() == 255


def test_classes_are_mixed_so_that_a_slice_holds_all():
    assert len(set(load_sample("mnist", "train")[1][:100].tolist())) == 10


def test_every_file_is_small():
    sizes = [path.stat().st_size for path in files("helpers.samples").iterdir() if path.is_file()]
    assert max(sizes) < 1_000_000


def test_training_and_test_images_differ():
    train, test = (load_sample("mnist", part)[0].reshape(-1, 784) for part in ("train", "test"))
    assert not set(map(bytes, train)) & set(map(bytes, test))


def test_the_choice_depends_on_the_seed_alone():
    labels = np.repeat(np.arange(3), 20)
    assert (choose(labels, 5) == choose(labels, 5)).all()
    assert (choose(labels, 5, seed=1) != choose(labels, 5, seed=2)).any()


@pytest.mark.parametrize("name", ["mnist", "cifar10"])
def test_whoever_changes_a_sample_changes_a_copy(name):
    images, labels = load_sample(name, "test")
    before = images.copy(), labels.copy()
    images[:], labels[:] = 0, 0
    for found, wanted in zip(load_sample(name, "test"), before, strict=True):
        np.testing.assert_array_equal(found, wanted)
