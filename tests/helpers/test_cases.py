import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, SubsetRandomSampler, TensorDataset

from helpers import evaluate
from helpers.cases import KEPT, in_order
from helpers.loader import TensorLoader

N = 200
LABELS = torch.arange(N) % 3
# The image says which one it is, and is its own logits but for the wrong ones.
IMAGES = torch.zeros(N, 1, 2, 2)
IMAGES[:, 0, 0, 0] = torch.arange(N)
WRONG = [3, 40, 41, 150]


class Known(nn.Module):
    """Predicts the label, except at known places."""

    def forward(self, x):
        place = x[:, 0, 0, 0].long()
        predicted = place % 3
        for wrong in WRONG:
            predicted = torch.where(place == wrong, (place + 1) % 3, predicted)
        # The later, the surer.
        return (1 + place[:, None] / 50) * nn.functional.one_hot(predicted, 3).float()


def batches():
    return [(IMAGES[n : n + 16], LABELS[n : n + 16]) for n in range(0, N, 16)]


def dataset():
    data = TensorDataset(IMAGES, LABELS)
    data.classes = ["ant", "bee", "cat"]
    return data


SOURCES = {
    "list": batches,
    "generator": lambda: iter(batches()),
    "loader": lambda: DataLoader(dataset(), batch_size=16),
    "shuffled loader": lambda: DataLoader(dataset(), batch_size=16, shuffle=True),
    "tensor loader": lambda: TensorLoader(
        IMAGES / 255, LABELS, batch_size=16, shuffle=True, mean=[0.0], std=[1 / 255]
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_mistakes_come_with_their_own_images_the_surest_first(source):
    found = evaluate(Known(), SOURCES[source]())
    cases = found.mistakes()
    assert cases.positions.tolist() == [150, 41, 40, 3]
    scale = 255 if source == "tensor loader" else 1
    assert (cases.images[:, 0, 0, 0] * scale).round().tolist() == [150, 41, 40, 3]
    assert cases.y_true.tolist() == [place % 3 for place in [150, 41, 40, 3]]
    assert (cases.confidence[:-1] > cases.confidence[1:]).all()


@pytest.mark.parametrize("source", SOURCES)
def test_top_losses_are_the_cross_entropies_in_order(source):
    found = evaluate(Known(), SOURCES[source]())
    cases = found.top_losses(10)
    logits = torch.from_numpy(found.logits)
    losses = nn.functional.cross_entropy(logits, LABELS, reduction="none")
    np.testing.assert_allclose(cases.loss, losses.sort(descending=True).values[:10], rtol=1e-5)
    scale = 255 if source == "tensor loader" else 1
    assert (cases.images[:, 0, 0, 0] * scale).round().tolist() == cases.positions.tolist()
    assert found.loss == pytest.approx(losses.mean().item(), rel=1e-5)


def test_mistakes_of_one_kind_are_found_by_name_or_label():
    found = evaluate(Known(), SOURCES["loader"]())
    assert found.class_names == ("ant", "bee", "cat")
    assert found.mistakes(true="ant").positions.tolist() == [150, 3]
    assert found.mistakes(true=1, predicted="cat").positions.tolist() == [40]
    assert len(found.mistakes(predicted="ant")) == 1
    with pytest.raises(ValueError, match="no class 'dog'; expected one of ant, bee, cat"):
        found.mistakes(true="dog")


def test_the_table_and_the_picture_name_the_classes():
    cases = evaluate(Known(), SOURCES["loader"]()).mistakes()
    assert cases.frame.loc[0, ["true", "predicted"]].tolist() == ["ant", "bee"]
    titles = [axes.get_title() for axes in cases.plot().axes]
    assert titles[0].startswith("ant\n✗ bee ")
    assert "4 images 1x2x2, 4 of them" in repr(cases)


def test_of_data_that_runs_past_only_the_worst_are_kept():
    found = evaluate(Known(), iter(batches()))
    assert len(found.fetch.images) == KEPT
    with pytest.raises(LookupError, match="position 199 was not kept"):
        found.examples([199])


def test_a_sampler_keeps_its_choice():
    loader = DataLoader(dataset(), batch_size=8, sampler=SubsetRandomSampler([40, 3, 7]))
    assert in_order(loader) is loader
    found = evaluate(Known(), loader)
    assert len(found.y_true) == 3
    assert sorted(found.mistakes().images[:, 0, 0, 0].tolist()) == [3, 40]


def test_images_that_are_not_there_are_told():
    found = evaluate(Known(), batches())
    with pytest.raises(LookupError, match="positions run from 0 to 200; expected 0 to 199"):
        found.examples([0, 200])
    assert len(found.examples([])) == 0


def test_the_model_runs_once_whatever_is_asked(monkeypatch):
    calls = []
    model = Known()
    model.register_forward_hook(lambda *_: calls.append(1))
    found = evaluate(model, SOURCES["shuffled loader"]())
    found.mistakes(), found.top_losses(), found.calibration(), found.plot_mistakes()
    assert len(calls) == 13
