"""Notebook files for tests."""

import json


def code(source, *, grade_id=None, run=True, outputs=(), **marks):
    metadata = {"nbgrader": {"grade_id": grade_id, "schema_version": 3} | marks} if grade_id else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "execution_count": 1 if run else None,
        "outputs": list(outputs),
        "source": source.splitlines(keepends=True),
    }


def markdown(source, *, grade_id=None, **marks):
    cell = code(source, grade_id=grade_id, **marks)
    return {key: cell[key] for key in ("metadata", "source")} | {"cell_type": "markdown"}


def write(path, cells):
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


LENET = [
    code(
        "%matplotlib inline\n"
        "import torch\n"
        "from torch import nn\n"
        "from google.colab import drive\n"
        "from helpers import setup\n"
        "device = setup(seed=0)\n"
    ),
    code("WIDTH = 8\n!pip list\ndef make_features():\n    return nn.Flatten()\n"),
    code("def make_classifier():\n    return nn.Sequential(nn.Linear(784, WIDTH), nn.ReLU(), "
         "nn.Linear(WIDTH, 10))\n"),
    code("def make_loss():\n    return nn.CrossEntropyLoss()\n"),
    code("def make_optimizer(model, lr):\n"
         "    return torch.optim.Adam(model.parameters(), lr=lr)\n"),
    code(
        "class LeNet(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.features, self.classifier = make_features(), make_classifier()\n"
        "    def forward(self, x):\n"
        "        return self.classifier(self.features(x))\n"
    ),
    code("raise SystemExit('training must not run')\n"),
    code("x = = 3\n"),
]  # fmt: skip
