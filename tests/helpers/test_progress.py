import io
import sys

import pytest
import torch
from torch import nn

from helpers import fit, progress

ROW = {
    "epoch": 1, "train_loss": 0.5, "val_loss": 0.25, "train_accuracy": 0.75, "val_accuracy": 1.0,
    "seconds": 0.2,
}  # fmt: skip


class FakeTerminal(io.StringIO):
    def isatty(self):
        return True


def run(**settings):
    x, y = torch.randn(12, 3), torch.arange(12) % 2
    batches = [(x[:5], y[:5]), (x[5:], y[5:])]
    return fit(nn.Linear(3, 2), batches, batches, epochs=3, device="cpu", **settings)


def test_a_pipe_gets_one_plain_line_per_epoch(capfd):
    run()
    out, err = capfd.readouterr()
    lines = out.splitlines()
    assert [line[:9] for line in lines] == ["epoch 1/3", "epoch 2/3", "epoch 3/3"]
    assert all("train loss" in line and "val loss" in line for line in lines)
    assert "\r" not in out
    assert err == ""


def test_silence_on_request(capfd):
    run(progress=False)
    assert capfd.readouterr() == ("", "")


def test_a_terminal_gets_a_bar_with_live_numbers_on_stdout(monkeypatch, capfd):
    monkeypatch.setattr(progress, "_REFRESH", 0)
    screen = FakeTerminal()
    monkeypatch.setattr(sys, "stdout", screen)
    run()
    shown = screen.getvalue()
    assert "epoch 3/3  train loss" in shown
    assert "loss" in shown.split("epoch 1/3  train")[0]
    assert "<" in shown  # tqdm's remaining time
    assert capfd.readouterr() == ("", "")


def test_a_notebook_gets_a_table_that_replaces_itself(monkeypatch):
    shown = []

    class Handle:
        def update(self, bundle, raw):
            shown.append(bundle)

    def display(bundle, raw, display_id):
        shown.append(bundle)
        return Handle()

    monkeypatch.setattr("IPython.display.display", display)
    board = progress.Notebook(epochs=2, batches=4)
    board.batch(1, 2, {"loss": 0.7, "accuracy": 0.5})
    assert "epoch 1/2" in shown[-1]["text/html"]
    assert "to go" in shown[-1]["text/html"]
    board.epoch(ROW)
    board.epoch(ROW | {"epoch": 2, "val_accuracy": float("nan")})
    board.close()
    assert shown[-1]["text/html"].count("<tr>") == 3
    assert "<progress" not in shown[-1]["text/html"]
    assert "&ndash;" in shown[-1]["text/html"]
    assert shown[-1]["text/plain"].count("train loss") == 2


def test_a_long_table_is_shortened_in_the_middle(monkeypatch):
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    board = progress.Notebook(epochs=100, batches=1)
    for epoch in range(1, 101):
        board.epoch(ROW | {"epoch": epoch})
    text = board._bundle("done")["text/plain"].splitlines()
    assert len(text) == 13
    assert text[2] == "..."
    assert text[1].startswith("epoch   2/100")
    assert text[-2].startswith("epoch 100/100")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW, "epoch 1/9  train loss 0.5000, accuracy  75.00 %  "
              "val loss 0.2500, accuracy 100.00 %  (0.2 s)"),
        ({"epoch": 2, "train_loss": 1.5e9, "seconds": 1}, "epoch 2/9  train loss 1.5e+09  (1.0 s)"),
    ],
)  # fmt: skip
def test_a_line_says_what_was_measured(row, expected):
    assert progress.line(row, 9) == expected
