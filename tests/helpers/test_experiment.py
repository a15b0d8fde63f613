import os
import subprocess
import sys

import pandas as pd
import pytest

from helpers import plots
from helpers.experiment import main

from .notebooks import LENET, code, write

QUICK = ["--source", "sample", "--epochs", "1"]
FILES = {"loss.png", "confusion.png", "t-SNE.png", "history.csv", "result.json"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def quick_tsne(monkeypatch):
    monkeypatch.setattr(plots, "tsne", lambda *_, **__: plots.confusion_matrix([[1]]))


def refuse(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_one_run_from_the_notebook_in_the_folder(folder):
    write(folder / "Copy_of_hw01.ipynb", LENET)
    assert main(["--model", "lenet", "--batch_size", "16", "--lr", "0.001", *QUICK]) == 0
    assert {path.name for path in (folder / "lenet" / "bs16_lr0.001").iterdir()} == FILES
    assert not (folder / "lenet" / "sweep.csv").exists()


def test_the_defaults_have_their_folder(folder, quick_tsne):
    write(folder / "hw01.ipynb", LENET)
    assert main(QUICK) == 0
    assert [path.name for path in (folder / "lenet").iterdir()] == ["bs64_lr0.001"]


def test_several_values_make_a_sweep(folder, quick_tsne, capsys):
    path = write(folder / "mine.ipynb", LENET)
    arguments = ["--from", str(path), "--batch_size", "32", "64", "--lr", "1e-2", "0.001", "0.0010"]
    assert main([*arguments, *QUICK, "--out", "results"]) == 0
    lenet = folder / "results" / "lenet"
    names = {f"bs{size}_lr{lr}" for size in (32, 64) for lr in ("0.01", "0.001")}
    assert {path.name for path in lenet.iterdir()} == names | {"sweep.csv", "sweep.png"}
    table = pd.read_csv(lenet / "sweep.csv")
    assert len(table) == 4
    assert table["best_val_loss"].is_monotonic_increasing
    capsys.readouterr()
    assert main([*arguments, *QUICK, "--out", "results"]) == 0
    assert capsys.readouterr().out.count("finished before") == 4


def test_a_module_will_do_as_well(folder, quick_tsne):
    sources = ["".join(cell["source"]) for cell in LENET[1:6]]
    text = "import torch\nfrom torch import nn\n" + "\n".join(sources).replace("!pip list\n", "")
    (folder / "answers.py").write_text(text.replace("class LeNet", "class AlexNet"))
    assert main(["--from", "answers.py", "--model", "alexnet", *QUICK]) == 0
    assert (folder / "alexnet" / "bs64_lr0.001" / "loss.png").is_file()


def test_no_or_several_notebooks_are_an_error(folder, capsys):
    assert "no hw01 notebook" in refuse(QUICK, capsys)
    for name in ("hw01.ipynb", "hw01 (1).ipynb"):
        write(folder / name, LENET)
    assert "hw01 (1).ipynb, hw01.ipynb" in refuse(QUICK, capsys)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "resnet"], "invalid choice"),
        (["--batch_size", "0"], "'0' is not a whole number from 1"),
        (["--batch_size", "1.5"], "'1.5' is not a whole number"),
        (["--lr", "-0.1"], "'-0.1' is not a number above 0"),
        (["--lr", "nan"], "'nan' is not a number above 0"),
        (["--lr", "inf"], "'inf' is not a number above 0"),
        (["--lr", "fast"], "'fast' is not a number above 0"),
        (["--seed", "-1"], "is not a whole number from 0"),
        (["--from", "missing.ipynb"], "missing.ipynb cannot be opened"),
        (["--from", "notes.txt"], "neither a notebook"),
        (["--epoch", "3"], "unrecognized arguments"),
    ],
)
def test_unusable_arguments_leave_with_status_2(folder, capsys, arguments, message):
    write(folder / "hw01.ipynb", LENET)
    assert message in refuse(arguments, capsys)


def fall_short(folder, cells, capsys, *arguments):
    write(folder / "hw01.ipynb", cells)
    assert main([*arguments, *QUICK]) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return err


def test_an_unanswered_question_is_named(folder, capsys):
    stub = code("def make_features():\n    # YOUR CODE HERE\n    raise NotImplementedError()\n")
    err = fall_short(folder, [LENET[0], stub, *LENET[2:]], capsys)
    assert err == (
        "error: hw01.ipynb, code cell 2, line 3, in make_features: "
        "this question is not answered yet\n"
    )
    assert not (folder / "lenet").exists()


def test_a_missing_class_is_named_with_what_was_left_out(folder, capsys):
    err = fall_short(folder, LENET, capsys, "--model", "alexnet")
    assert "expected a class AlexNet(nn.Module), but hw01.ipynb does not define it" in err
    assert "code cell 8, line 1: not Python" in err


def test_layers_that_do_not_fit_are_one_line(folder, capsys):
    wrong = code("def make_classifier():\n    return nn.Linear(783, 10)\n")
    err = fall_short(folder, [*LENET[:2], wrong, *LENET[3:]], capsys)
    assert err.startswith("error: hw01.ipynb, code cell 6, line 6, in forward: RuntimeError")
    assert err.count("\n") == 1


def test_an_optimiser_of_another_model_is_one_line(folder, capsys):
    other = code("def make_optimizer(model, lr):\n"
                 "    return torch.optim.Adam(nn.Linear(1, 1).parameters(), lr=lr)\n")  # fmt: skip
    assert "none of this model's parameters" in fall_short(
        folder, [*LENET[:4], other, *LENET[5:]], capsys
    )


def test_data_that_cannot_be_had_falls_short(folder, capsys, monkeypatch):
    monkeypatch.setattr("helpers.download.any_answers", lambda _: False)
    write(folder / "hw01.ipynb", LENET)
    assert main(["--source", "full", "--data", str(folder / "none")]) == 1
    assert "MNIST cannot be had" in capsys.readouterr().err


def test_one_diverging_run_does_not_stop_the_sweep(folder, quick_tsne, capsys):
    write(folder / "hw01.ipynb", LENET)
    assert main(["--lr", "1e30", "0.001", *QUICK]) == 1
    assert (folder / "lenet" / "bs64_lr0.001" / "result.json").is_file()
    assert "smaller learning rate" in capsys.readouterr().out


def test_stopping_says_how_to_go_on(folder, capsys, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("helpers.runs.fit", stop)
    write(folder / "hw01.ipynb", LENET)
    assert main(QUICK) == 130
    assert "goes on from here" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["--lr", "0"]])
def test_it_runs_as_a_module(folder, arguments):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-m", "helpers.experiment", *arguments],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert found.returncode == (0 if arguments == ["--help"] else 2)
    assert "usage: python -m helpers.experiment" in found.stdout + found.stderr
    assert "Warning" not in found.stderr
