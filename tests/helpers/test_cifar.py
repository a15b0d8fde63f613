import functools
import hashlib
import http.server
import io
import pickle
import tarfile
import threading
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torchvision import datasets

from helpers import download
from helpers.augmentation import Augmentation
from helpers.batches import class_names
from helpers.catalog import find
from helpers.cifar_zip import load_cifar_zip, read_cifar_zip
from helpers.data import load_data
from helpers.download import DataUnavailable
from helpers.evaluation import evaluate
from helpers.samples import load_sample
from helpers.training import fit

NAMES = find("cifar10").class_names
NOT_CIFAR = "drawn stand-in, not CIFAR-10"


def batch(count):
    images = np.random.default_rng(count).integers(0, 256, (count, 3072)).astype(np.uint8)
    return pickle.dumps({"data": images, "labels": (np.arange(count) % 10).tolist()})


def digest(content):
    return hashlib.md5(content).hexdigest()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def address(tmp_path, monkeypatch):
    """Where the folder server is served on this machine."""
    handler = functools.partial(Quiet, directory=str(tmp_path / "server"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture
def original(tmp_path, monkeypatch, address):
    """A tiny CIFAR-10 as torchvision lays it out, in a tar file that can be downloaded."""
    files = {
        "data_batch_1": batch(60),
        "test_batch": batch(20),
        "batches.meta": pickle.dumps({"label_names": list(NAMES)}),
    }
    packed = tmp_path / "server" / "cifar-10-python.tar.gz"
    packed.parent.mkdir()
    with tarfile.open(packed, "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    tiny = {
        "url": f"{address}/{packed.name}",
        "tgz_md5": digest(packed.read_bytes()),
        "train_list": [["data_batch_1", digest(files["data_batch_1"])]],
        "test_list": [["test_batch", digest(files["test_batch"])]],
        "meta": {
            "filename": "batches.meta",
            "key": "label_names",
            "md5": digest(files["batches.meta"]),
        },
    }
    monkeypatch.setattr(datasets, "CIFAR10", type("CIFAR10", (datasets.CIFAR10,), tiny))
    return packed


def full(root, **settings):
    return load_data("cifar10", root=root, source="full", device="cpu", **settings)


def test_it_is_downloaded_once_whole(original, tmp_path, capfd):
    root = tmp_path / "data"
    data = full(root)
    assert (data.train.dataset_size, data.val.dataset_size, data.test.dataset_size) == (48, 12, 20)
    assert data.image_shape == (3, 32, 32)
    assert data.class_names == NAMES
    assert (data.name, data.is_sample) == ("cifar10", False)
    assert len(data.mean) == len(data.std) == 3
    assert sorted(path.name for path in root.iterdir()) == ["cifar-10-batches-py"]
    original.unlink()
    assert torch.equal(full(root).test.images, data.test.images)
    out, err = capfd.readouterr()
    assert "downloading to" in out
    assert err == ""


def test_pixels_and_labels_are_where_torchvision_has_them(original, tmp_path):
    data = full(tmp_path)
    theirs = datasets.CIFAR10(tmp_path, train=False)
    image, label = theirs[7]
    expected = torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1)
    assert torch.equal(data.test.images[7], expected)
    assert data.test.labels[7] == label


def test_a_packed_file_on_disk_needs_no_server(original, tmp_path, monkeypatch):
    root = tmp_path / "data"
    root.mkdir()
    original.rename(root / original.name)
    monkeypatch.setattr(download, "any_answers", lambda addresses: False)
    assert full(root).test.dataset_size == 20


@pytest.mark.parametrize("damage", [b"", b"not a batch"])
def test_damaged_files_are_told_apart_from_missing_ones(original, tmp_path, damage):
    full(tmp_path)
    (tmp_path / "cifar-10-batches-py" / "data_batch_1").write_bytes(damage)
    original.unlink()
    with pytest.raises(DataUnavailable, match="damaged files in .*cifar-10-batches-py"):
        full(tmp_path)


def test_a_download_that_is_no_archive_leaves_nothing(original, tmp_path):
    original.write_bytes(b"<html>please log in</html>")
    with pytest.raises(DataUnavailable, match="the download failed"):
        full(tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


def test_without_it_the_stand_in_says_what_it_is(original, tmp_path, capfd):
    original.unlink()
    data = load_data("cifar10", root=tmp_path / "data", device="cpu")
    out, err = capfd.readouterr()
    assert NOT_CIFAR in out
    assert "cifar-10-batches-py" in out
    assert err == ""
    assert data.is_sample
    assert NOT_CIFAR in data.name
    assert repr(data).count(NOT_CIFAR) == 1
    assert data.class_names == NAMES


def test_the_environment_asks_for_the_stand_in_by_that_name(monkeypatch, capfd, tmp_path):
    monkeypatch.setenv("HELPERS_DATA", "sample")
    assert NOT_CIFAR in load_data("cifar10", root=tmp_path, device="cpu").name
    assert NOT_CIFAR in capfd.readouterr().out


@pytest.fixture(scope="module")
def drawn():
    return {part: load_sample("cifar10", part) for part in ("train", "test")}


def test_the_stand_in_is_balanced_mixed_bytes(drawn):
    for part, each in (("train", 200), ("test", 50)):
        images, labels = drawn[part]
        assert images.shape == (10 * each, 32, 32, 3)
        assert images.dtype == labels.dtype == np.uint8
        assert np.bincount(labels).tolist() == [each] * 10
        assert len(set(labels[:100].tolist())) == 10


def test_the_stand_in_is_the_same_on_every_platform(drawn):
    found = {
        part: hashlib.sha256(images.tobytes()).hexdigest()[:16]
        for part, (images, _) in drawn.items()
    }
    assert found == {"train": "6d668b7daf66a7e9", "test": "5cf8554d522d0644"}


def test_training_and_test_pictures_differ(drawn):
    train, test = ({image.tobytes() for image in drawn[part][0]} for part in ("train", "test"))
    assert len(train) == 2000
    assert not train & test


def test_there_is_no_third_part():
    with pytest.raises(ValueError, match="expected 'train' or 'test'"):
        load_sample("cifar10", "val")


def lenet():
    return nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def test_a_lenet_learns_something_from_the_stand_in_but_not_everything():
    data = load_data("cifar10", source="sample", device="cpu")
    torch.manual_seed(0)
    model = lenet()
    fit(model, data.train, epochs=8, lr=2e-3, progress=False, seed=0)
    assert 0.4 < evaluate(model, data.test).accuracy < 0.95


def jpeg(size=(32, 32)):
    file = io.BytesIO()
    Image.new("RGB", size, (250, 10, 10)).save(file, "JPEG")
    return file.getvalue()


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def copies(each=3, content=None):
    content = jpeg() if content is None else content
    return {
        f"{part}/{name}/{number:04}.jpg": content
        for part in ("train", "test")
        for name in NAMES
        for number in range(each)
    }


def test_jpeg_copies_in_a_zip_are_read_by_class(tmp_path):
    path = zipped(tmp_path / "copies.zip", copies())
    (images, labels), (test_images, _) = read_cifar_zip(path)
    assert images.shape == test_images.shape == (30, 32, 32, 3)
    assert labels.tolist() == sorted([*range(10)] * 3)
    assert images[0, 5, 5, 0] > 200 > 60 > images[0, 5, 5, 1]
    data = load_cifar_zip(path, val=10, device="cpu", augment=Augmentation(flip=0.5))
    assert data.name == "cifar10 (JPEG copies)"
    assert data.train.class_names == NAMES
    assert data.train.augment == Augmentation(flip=0.5)


def test_copies_beside_the_data_are_taken_where_the_original_is_missing(tmp_path):
    zipped(tmp_path / "cifar10_jpeg.zip", copies(each=2))
    data = load_data("cifar10", root=tmp_path, source="full", val=4, device="cpu")
    assert data.name == "cifar10 (JPEG copies)"
    assert not data.is_sample
    assert len(data.train.labels) + len(data.val.labels) == 20


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"readme.txt": b"hello"}, "holds other files; expected train/<class>"),
        ({"train/unicorn/0001.jpg": jpeg()}, "holds other files"),
        (copies(1, jpeg((30, 32))), "30x32 pixels; expected 32x32"),
        (copies(1, b"no picture"), "is damaged or no zip of images"),
        (copies(1, jpeg()[:300]), "is damaged or no zip of images"),
    ],
)
def test_zips_of_other_things_are_refused(tmp_path, files, message):
    with pytest.raises(DataUnavailable, match=message):
        read_cifar_zip(zipped(tmp_path / "other.zip", files))


def test_a_zip_that_is_none_or_nowhere_is_told(tmp_path):
    with pytest.raises(DataUnavailable, match="no file .*nowhere.zip"):
        read_cifar_zip(tmp_path / "nowhere.zip")
    (tmp_path / "page.zip").write_text("<html>")
    with pytest.raises(DataUnavailable, match="damaged or no zip"):
        read_cifar_zip(tmp_path / "page.zip")


def test_subsets_keep_names_statistics_and_the_share_of_every_class():
    data = load_data("cifar10", source="sample", device="cpu")
    part = data.subset(200, val=50, test=100)
    assert (part.train.dataset_size, part.val.dataset_size, part.test.dataset_size) == (
        200,
        50,
        100,
    )
    assert part.train.labels.bincount().tolist() == [20] * 10
    for loader in (part.train, part.val, part.test):
        assert class_names(loader) == NAMES
        assert (loader.mean, loader.std) == (data.mean, data.std)
    assert part.train.shuffle
    assert torch.equal(data.subset(200).train.images, part.train.images)
    assert not torch.equal(data.subset(200, seed=1).train.images, part.train.images)
    assert data.subset(data.train.dataset_size).train is data.train
    assert part.name == data.name


@pytest.mark.parametrize("count", [0, -1, 1601])
def test_a_subset_cannot_be_empty_or_larger(count):
    data = load_data("cifar10", source="sample", device="cpu")
    with pytest.raises(ValueError, match=f"train is {count}; expected 1 to 1600"):
        data.subset(count)


def test_only_training_images_are_augmented():
    augment = Augmentation(padding=4, flip=0.5)
    data = load_data("cifar10", source="sample", device="cpu", augment=augment)
    assert data.train.augment == augment
    assert data.val.augment is data.test.augment is None
    assert data.with_augmentation(None).train.augment is None
    assert data.with_batch_size(8).train.augment == augment
