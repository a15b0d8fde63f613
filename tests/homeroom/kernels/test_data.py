import pytest

TORCHVISION = """
from torchvision import datasets, transforms
train = datasets.{kind}(root="anywhere", train=True, download=True, transform=transforms.ToTensor())
test = datasets.{kind}("~/data", train=False, transform=transforms.ToTensor(), download=True)
image, label = train[3]
labels = sorted(set(map(int, test.targets)))
found = [len(train), len(test), list(image.shape), train.classes[0], labels]
"""
LABELS = list(range(10))


@pytest.fixture(scope="module")
def kernel(request):
    """One kernel for all tests here."""
    request.getfixturevalue("can_box")
    from homeroom.kernels.isolation import Inside, small_limits

    with Inside(small_limits()) as inside:
        yield inside


@pytest.mark.parametrize(
    ("kind", "shape", "first"),
    [
        ("MNIST", [1, 28, 28], "0 - zero"),
        ("FashionMNIST", [1, 28, 28], "T-shirt/top"),
        ("CIFAR10", [3, 32, 32], "airplane"),
    ],
)
def test_are_torchvisions_data_sets_samples_whatever_the_root(kernel, kind, shape, first):
    found = kernel.evaluate(TORCHVISION.replace("{kind}", kind), "found")
    assert found == [2000, 500, shape, first, LABELS]


@pytest.mark.parametrize("source", ["auto", "full", "sample"])
def test_does_load_data_give_samples_without_a_word(kernel, source):
    code = f"""
import contextlib, io, helpers
said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    data = helpers.load_data("mnist", source="{source}")
"""
    assert kernel.evaluate(code, "[len(data.test.labels), said.getvalue()]") == [500, ""]


def test_are_samples_the_same_images_as_those_of_helpers(kernel):
    code = """
import numpy as np
from torchvision import datasets
from helpers.samples import load_sample
same = []
for kind, name in [("MNIST", "mnist"), ("FashionMNIST", "fashion_mnist"), ("CIFAR10", "cifar10")]:
    for part in ("train", "test"):
        images, labels = load_sample(name, part)
        read = getattr(datasets, kind)("x", train=part == "train")
        same += [bool(np.array_equal(np.asarray(read.data), images)),
                 bool(np.array_equal(np.asarray(read.targets), labels))]
"""
    assert kernel.evaluate(code, "same") == [True] * 12


def test_are_files_that_really_are_there_read(kernel):
    code = """
import os, struct, torchvision
os.makedirs("own/MNIST/raw")
for word, count in (("train", 3), ("t10k", 1)):
    with open(f"own/MNIST/raw/{word}-images-idx3-ubyte", "wb") as file:
        file.write(struct.pack(">IIII", 2051, count, 28, 28) + bytes(784 * count))
    with open(f"own/MNIST/raw/{word}-labels-idx1-ubyte", "wb") as file:
        file.write(struct.pack(">II", 2049, count) + bytes(count))
"""
    assert kernel.evaluate(code, "len(torchvision.datasets.MNIST('own'))") == 3


def test_does_no_environment_variable_tell_that_a_notebook_is_graded(kernel):
    names = kernel.evaluate("import os", "sorted(os.environ)")
    assert not [n for n in names if "HELPERS" in n or "NBGRADER" in n or "HOMEROOM" in n]


def test_is_there_no_sample_for_a_set_that_torchvision_only_makes_from_mnist(kernel):
    code = """
from torchvision import datasets

class Mine(datasets.FashionMNIST):
    pass

found = [len(Mine("mine")), Mine("mine").classes[0]]
datasets.KMNIST.mirrors = ["http://127.0.0.1:9/"]
for asked in (False, True):
    try:
        datasets.KMNIST("fresh", download=asked)
    except RuntimeError as error:
        found.append(str(error).split()[0])
"""
    assert kernel.evaluate(code, "found") == [2000, "T-shirt/top", "Dataset", "Error"]
