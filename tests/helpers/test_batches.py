import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset
from torchvision.datasets import FakeData

from helpers.batches import batches, check_labels, class_names, forward

CPU = torch.device("cpu")


def run(data):
    return list(batches(data, CPU, "train"))


def test_a_whole_data_is_told_from_its_parts(digits):
    with pytest.raises(TypeError, match="one of its parts, such as data.train"):
        run(digits)


def test_a_bare_data_set_gets_the_hint_to_wrap_it():
    with pytest.raises(TypeError, match="wrap it in a DataLoader"):
        run(FakeData(3))
    with pytest.raises(ValueError, match=r"y of shape \(\)"):
        run(TensorDataset(torch.zeros(3, 2), torch.zeros(3).long()))


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        ([], ValueError, "train gave no batches"),
        (7, TypeError, "train is a int; expected batches"),
        ([torch.zeros(2, 2)], TypeError, r"batch 1 of train is a Tensor; expected a pair \(x, y\)"),
        ([(torch.zeros(2, 2), [0, 1])], TypeError, "holds Tensor and list"),
        ([(torch.zeros(2, 2), torch.zeros(3))], ValueError, "as many labels as examples"),
    ],
)
def test_what_is_no_batch_is_told(data, error, message):
    with pytest.raises(error, match=message):
        run(data)


def test_any_integer_labels_will_do():
    ((_, y),) = run([(torch.zeros(2, 2), torch.tensor([0, 1], dtype=torch.uint8))])
    assert y.dtype == torch.int64


def test_class_names_survive_subsets_and_loaders():
    data = TensorDataset(torch.zeros(4, 1), torch.zeros(4).long())
    data.classes = ["cat", "dog"]
    wrapped = DataLoader(Subset(Subset(data, [0, 1, 2]), [0, 1]))
    assert class_names(wrapped) == ("cat", "dog")
    assert class_names(DataLoader(TensorDataset(torch.zeros(1)))) is None


def test_forward_passes_an_unanswered_question_on():
    class Stub(nn.Module):
        def forward(self, x):
            raise NotImplementedError

    with pytest.raises(NotImplementedError):
        forward(Stub(), torch.zeros(1))


def test_running_out_of_memory_names_the_batch_size():
    class Huge(nn.Module):
        def forward(self, x):
            raise torch.OutOfMemoryError("tried to allocate")

    with pytest.raises(torch.OutOfMemoryError, match="batches of 5; use a smaller batch_size"):
        forward(Huge(), torch.zeros(5))


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda x: (x, x), "returned tuple"),
        (lambda x: x.flatten(), "flatten the batch as well"),
        (lambda x: x.sum(), "expected 3 rows"),
    ],
)
def test_outputs_that_cannot_be_scored_are_told(made, message):
    class Model(nn.Module):
        def forward(self, x):
            return made(x)

    with pytest.raises((TypeError, ValueError), match=message):
        forward(Model(), torch.zeros(3, 2))


@pytest.mark.parametrize(
    ("out", "y", "message"),
    [
        (torch.zeros(2, 3), torch.tensor([-1, 0]), "labels run from -1 to 0; expected 0 to 2"),
        (torch.zeros(2, 3), torch.tensor([0.0, 1.0]), "do not go together"),
        (torch.zeros(2, 3, 4), torch.tensor([0, 1]), "do not go together"),
    ],
)
def test_labels_that_do_not_fit_the_model_are_told(out, y, message):
    with pytest.raises(ValueError, match=message):
        check_labels(out, y)
