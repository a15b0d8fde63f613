import os
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from helpers import runtime


def test_the_same_seed_gives_the_same_numbers_everywhere():
    def draw():
        runtime.seed_everything(5)
        return random.random(), np.random.rand(), torch.rand(1).item()

    assert draw() == draw()


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "0", True, None])
def test_a_seed_that_is_none_is_refused(seed):
    with pytest.raises(ValueError, match="seed is"):
        runtime.seed_everything(seed)


def test_setup_prints_one_line_and_returns_the_device(capfd):
    device = runtime.setup(seed=1)
    out, err = capfd.readouterr()
    assert isinstance(device, torch.device)
    assert out.count("\n") == 1
    assert torch.__version__ in out
    assert err == ""


@pytest.mark.parametrize(("host", "said"), [("on_colab", "Colab"), ("on_cocalc", "CoCalc")])
def test_setup_says_on_which_service_it_runs(monkeypatch, capsys, host, said):
    monkeypatch.setattr(runtime, host, lambda: True)
    runtime.setup()
    assert f" on {said} | torch" in capsys.readouterr().out


@pytest.fixture
def as_it_was():
    yield
    runtime.deterministic_mode(False)


def test_deterministic_mode_is_set_said_and_left_again(as_it_was, monkeypatch, capsys):
    monkeypatch.delenv("CUBLAS_WORKSPACE_CONFIG", raising=False)
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", True)
    runtime.setup(deterministic=True)
    assert "threads, deterministic |" in capsys.readouterr().out
    assert torch.are_deterministic_algorithms_enabled()
    assert torch.backends.cudnn.deterministic
    assert not torch.backends.cudnn.benchmark
    assert os.environ["CUBLAS_WORKSPACE_CONFIG"] == ":4096:8"
    runtime.setup()
    assert "deterministic" not in capsys.readouterr().out
    assert not torch.are_deterministic_algorithms_enabled()


def test_an_operation_that_cannot_repeat_its_bits_is_an_error_in_deterministic_mode(as_it_was):
    # Two values may go to one place, in any order; the processor's version is refused as well.
    x = torch.zeros(3, 2, 4, 4, requires_grad=True)
    pooled, at = torch.nn.functional.max_pool2d(x, 2, return_indices=True)
    unpool = torch.nn.functional.max_unpool2d
    unpool(pooled, at, 2)
    runtime.deterministic_mode()
    with pytest.raises(RuntimeError, match="deterministic"):
        unpool(pooled, at, 2)


def test_an_unknown_device_is_named():
    with pytest.raises(ValueError, match="unknown device 'gpu9'"):
        runtime.get_device("gpu9")


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without CUDA")
def test_a_missing_card_is_an_error_and_not_a_silent_fallback():
    with pytest.raises(ValueError, match="this machine offers none"):
        runtime.get_device("cuda")


def test_the_environment_decides_first(monkeypatch, tmp_path):
    monkeypatch.setenv("HELPERS_DATA_DIR", str(tmp_path / "d"))
    monkeypatch.setenv("HELPERS_MODELS_DIR", str(tmp_path / "m"))
    assert runtime.data_dir() == tmp_path / "d"
    assert runtime.models_dir() == tmp_path / "m"


def test_colab_uses_drive_only_when_it_is_mounted(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "on_colab", lambda: True)
    monkeypatch.setattr(runtime, "_DRIVE", tmp_path / "drive")
    assert runtime.data_dir() == Path("/content/data")
    (tmp_path / "drive").mkdir()
    assert runtime.data_dir() == tmp_path / "drive" / "homeroom" / "data"


def test_cocalc_keeps_data_in_the_home_folder(monkeypatch):
    monkeypatch.setenv("COCALC_PROJECT_ID", "1")
    assert runtime.models_dir() == Path.home() / "homeroom" / "models"


def test_a_data_folder_beside_or_above_the_notebook_is_used(monkeypatch, tmp_path):
    (tmp_path / "hw01").mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "hw01")
    assert runtime.data_dir() == tmp_path / "data"
    (tmp_path / "hw01" / "data").mkdir()
    assert runtime.data_dir() == tmp_path / "hw01" / "data"


def test_else_a_cache_folder(monkeypatch, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert runtime.data_dir() == tmp_path / "cache" / "homeroom" / "data"
