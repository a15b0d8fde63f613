import functools
import gzip
import hashlib
import http.server
import struct
import threading
import time

import numpy as np
import pytest
import torch
from torchvision import datasets

from helpers import data as data_module
from helpers import download
from helpers.data import load_data
from helpers.download import DataUnavailable

FILES = {
    "train-images-idx3-ubyte": (3, 120),
    "train-labels-idx1-ubyte": (1, 120),
    "t10k-images-idx3-ubyte": (3, 40),
    "t10k-labels-idx1-ubyte": (1, 40),
}


def idx(name):
    """Bytes of a tiny file in MNIST's format."""
    dimensions, count = FILES[name]
    shape = (count, 28, 28)[:dimensions]
    if dimensions == 1:
        values = np.arange(count) % 10
    else:
        values = np.random.default_rng(count).integers(0, 256, shape)
    head = struct.pack(f">{1 + dimensions}I", 0x800 + dimensions, *shape)
    return head + values.astype(np.uint8).tobytes()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A folder that is served on this machine, and torchvision's MNIST downloading from it."""
    folder = tmp_path / "server"
    folder.mkdir()
    resources = []
    for name in FILES:
        packed = gzip.compress(idx(name), mtime=0)
        (folder / f"{name}.gz").write_bytes(packed)
        resources.append((f"{name}.gz", hashlib.md5(packed).hexdigest()))
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{served.server_port}/"
        names = {"mirrors": [address], "resources": resources}
        monkeypatch.setattr(datasets, "MNIST", type("MNIST", (datasets.MNIST,), names))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield folder
        served.shutdown()


def files_in(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_missing_set_is_downloaded_once_and_nothing_is_written_to_stderr(server, tmp_path, capfd):
    root = tmp_path / "data"
    found = load_data("mnist", root=root, source="full", val=10_000, device="cpu")
    assert not found.is_sample
    # The held-out share of a smaller set is the same share.
    assert (found.train.dataset_size, found.val.dataset_size) == (100, 20)
    assert found.test.dataset_size == 40
    assert files_in(root) == sorted(f"MNIST/raw/{name}" for name in FILES)
    out, err = capfd.readouterr()
    assert "downloading to" in out
    assert err == ""
    for file in server.iterdir():
        file.unlink()
    load_data("mnist", root=root, source="full", device="cpu")
    assert capfd.readouterr() == ("", "")


def test_packed_files_on_disk_need_no_server(server, tmp_path):
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for file in server.iterdir():
        file.rename(raw / file.name)
    assert not load_data("mnist", root=tmp_path / "data", device="cpu").is_sample


def test_a_truncated_file_is_told_and_replaced(server, tmp_path, capfd):
    root = tmp_path / "data"
    load_data("mnist", root=root, device="cpu")
    image_file = root / "MNIST" / "raw" / "train-images-idx3-ubyte"
    image_file.write_bytes(image_file.read_bytes()[:1000])
    assert not load_data("mnist", root=root, source="full", device="cpu").is_sample
    image_file.write_bytes(b"")
    for file in server.iterdir():
        file.unlink()
    with pytest.raises(DataUnavailable, match="damaged files"):
        load_data("mnist", root=root, source="full", device="cpu")
    assert load_data("mnist", root=root, device="cpu").is_sample
    assert capfd.readouterr().err == ""


def test_a_download_cut_short_leaves_nothing_behind(server, tmp_path):
    root = tmp_path / "data"
    last = sorted(server.iterdir())[0]
    whole = last.read_bytes()
    last.write_bytes(whole[:50])
    with pytest.raises(DataUnavailable, match="download failed"):
        load_data("mnist", root=root, source="full", device="cpu")
    assert files_in(root) == []
    last.write_bytes(whole)
    assert not load_data("mnist", root=root, source="full", device="cpu").is_sample


def test_without_files_and_network_the_sample_steps_in_with_a_notice(server, tmp_path, capfd):
    for file in server.iterdir():
        file.unlink()
    found = load_data("mnist", root=tmp_path / "data", device="cpu")
    out, err = capfd.readouterr()
    assert found.is_sample
    assert "small sample" in out
    assert str(tmp_path / "data" / "MNIST" / "raw") in out
    assert out.count("\n") == 3  # tried the server, and two lines of notice
    assert err == ""
    assert "small sample" in repr(found)


def test_full_means_full(server, tmp_path):
    for file in server.iterdir():
        file.unlink()
    with pytest.raises(DataUnavailable, match="To get the full set"):
        load_data("mnist", root=tmp_path, source="full")


def test_a_folder_that_cannot_be_made_is_told(server, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataUnavailable, match="NotADirectoryError|FileExistsError"):
        load_data("mnist", root=tmp_path / "file", source="full")


def test_a_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    def hang(*_, **__):
        time.sleep(3)
        raise OSError

    monkeypatch.setattr(download, "PATIENCE", 0.1)
    monkeypatch.setattr(download.urllib.request, "urlopen", hang)
    began = time.monotonic()
    assert not download.any_answers(["http://a.invalid/", "http://b.invalid/"])
    assert time.monotonic() - began < 1


def test_a_broken_server_does_not_hide_one_that_answers(server):
    good = (server / "t10k-labels-idx1-ubyte.gz").as_uri()
    assert download.any_answers(["file:///nowhere/at/all", good])


def test_the_environment_can_choose_the_sample_for_auto_only(server, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("HELPERS_DATA", "sample")
    assert load_data("mnist", root=tmp_path, device="cpu").is_sample
    assert "HELPERS_DATA" in capfd.readouterr().out
    assert not load_data("mnist", root=tmp_path, source="full", device="cpu").is_sample


@pytest.mark.parametrize(
    "name", ["fashion_mnist", "FashionMNIST", "fashion-mnist", "Fashion MNIST"]
)
def test_names_may_be_spelt_in_any_way(name):
    found = load_data(name, source="sample", device="cpu")
    assert found.name == "fashion_mnist"
    assert found.class_names[9] == "Ankle boot"
    assert found.train.class_names == found.class_names


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"name": "imagenet"}, "unknown data set 'imagenet'; expected one of mnist"),
        ({"source": "web"}, "source is 'web'"),
        ({"val": 0}, "val is 0"),
        ({"val": 60_000}, "val is 60000"),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        load_data(**({"name": "mnist", "source": "sample"} | settings))


def test_parts_are_split_by_seed_and_normalised_by_the_training_part(digits):
    again = load_data("mnist", source="sample", device="cpu")
    other = load_data("mnist", source="sample", device="cpu", seed=1)
    assert torch.equal(again.val.images, digits.val.images)
    assert not torch.equal(other.val.images, digits.val.images)
    x = torch.cat([x for x, _ in digits.train])
    assert abs(x.mean().item()) < 1e-4
    assert abs(x.std().item() - 1) < 1e-3
    assert digits.val.mean == digits.test.mean == digits.mean


def test_only_training_data_is_shuffled(digits):
    assert digits.train.shuffle
    assert not digits.val.shuffle
    assert not digits.test.shuffle


def test_another_batch_size_reads_nothing(digits, monkeypatch):
    monkeypatch.setattr(data_module, "load_sample", None)
    small = digits.with_batch_size(16)
    assert small.batch_size == small.train.batch_size == 16
    assert len(small.train) == 105
    assert small.train.images.data_ptr() == digits.train.images.data_ptr()


def test_mean_and_std_may_be_given():
    found = load_data("mnist", source="sample", device="cpu", mean=[0.5], std=[0.25])
    assert (found.mean, found.std) == ((0.5,), (0.25,))
    x, _ = next(iter(found.test))
    assert x.min().item() == -2


def test_can_a_process_without_data_take_samples_quietly(monkeypatch, capfd):
    monkeypatch.setattr("helpers.data._samples_only", False)
    from helpers import data

    data.use_samples()
    assert data.load_data("mnist", source="full").is_sample
    assert capfd.readouterr().out == ""
