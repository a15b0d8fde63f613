# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw02/hw02.ipynb) and open it there with *File › Upload notebook*.

# Set-up: makes the course's module `helpers` importable; does nothing where it already is.
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("helpers") is None:
    wheel = "https://example.org/homeroom/homeroom_helpers-0.1.0-py3-none-any.whl"
    # Colab has everything that helpers needs, and must keep its own torch.
    only_helpers = ["--no-deps"] if "google.colab" in sys.modules else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *only_helpers, wheel]
    if subprocess.run(pip).returncode != 0:
        print("helpers could not be installed: check the network and run this cell again;", end=" ")
        print("if it fails once more, send your instructor the lines above.")
    importlib.invalidate_caches()


# # Homework 2 · FashionMNIST
#
# Digits are nearly solved: a small network reads them with hardly a mistake. So in 2017 a group at Zalando photographed seventy
# thousand pieces from its catalogue, shrank them to 28 × 28 grey pixels, and gave the world a set of the same size that
# is a good deal harder. Is this a shirt or a coat? At 28 × 28 pixels even you will hesitate.
#
# In this homework you are the engineer: you get a network that works, and you make it better. You try three designs of your own,
# write down what you expected and what you saw, and then look closely at the pictures that your best network still gets wrong.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | warm-up: train LeNet | 5 |
# | 2 | improve it: three networks of your own | 24 |
# | 3 | summary of what you tried | 3 |
# | 4 | look at the mistakes | 8 |
# | 5 | training and validation data | 3 |
# | 6 | the training loop, line by line | 5 |
# | 7 | looking back | 2 |
# | 8 | reading: Raff, chapter 3 | 10 |
# | | **total** | **60** |
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in
# that cell. The cell after each answer checks it as far as it may; more tests run when your work is graded. Any correct way
# is welcome: layers strung together in `nn.Sequential`, or a class with a `forward` of its own. Add as many cells of your own as you like.
#
# **Where to work.** A GPU is welcome (in Colab *Runtime → Change runtime type → GPU*), and a laptop's processor will do. Training is
# not repeated when your work is graded: the plots that you hand in are the ones that are looked at. **No accuracy is graded by itself**: what
# counts is that your networks are built as you say, can learn, and that you understand what you see.
#
# **Sources.** H. Xiao, K. Rasul, R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms* (2017).
# Part 8 is about chapter 3 of E. Raff, *Inside Deep Learning* (Manning, 2022).

# ## Set-up
#
# The module `helpers` belongs to this course: `fit` trains, `evaluate` runs a network over a data set once and tells everything about
# the result, `plots` draws. `help(fit)` says what a function does, `fit??` shows its code.

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from helpers import Augmentation, evaluate, fit, handin, load_data, plots, runtime, testing

device = runtime.setup(seed=0)


# The 60 000 training pictures are split once more: 50 000 for **training**, 10 000 for **validation**. The 10 000
# **test** pictures are a set of their own. Without a network the cell below falls back on a small real sample and says so.
# Everything works with it too, only the accuracies are lower.

data = load_data("fashion_mnist", batch_size=64, seed=0, device=device)
print(data)

images, labels = next(iter(data.train))
plots.image_grid(images[:24], labels[:24], class_names=data.class_names)


# ## 1 · Warm-up (5 points)
#
# `LeNet5Rev` is LeNet-5 with what twenty-five years have taught: ReLU in place of the old S-shaped functions, and max-pooling in place of averages.
# Both of its convolutions are padded, so that they keep the size of the map; only the two poolings shrink it, 28 → 14 → 7.

class LeNet5Rev(nn.Module):
    """LeNet-5, modernised: pictures (N, 1, 28, 28) -> logits (N, 10)."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, kernel_size=5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, kernel_size=5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.classifier = nn.Sequential(
            nn.Flatten(),
            nn.Linear(16 * 7 * 7, 120),
            nn.ReLU(),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Linear(84, 10),
        )

    def forward(self, x):
        return self.classifier(self.features(x))


print("LeNet5Rev has", sum(p.numel() for p in LeNet5Rev().parameters()), "parameters")


# **Your task.** Write `warm_up(model, train, test)`. It
#
# 1. trains `model` on the batches of `train` for **10 epochs**, with cross-entropy and **Adam** at a learning rate of **0.001**,
#    and measures loss and accuracy on `test` after every epoch;
# 2. then, with the trained model, finds the accuracy on **all** pictures of `test`: the share that is right, from 0 to 1;
# 3. returns both: the history that `fit` gives, and the accuracy.
#
# *Hint:* `fit` takes batches to train on and batches to watch; two lines are enough. You may write the loop yourself as well; then return
# a table (a pandas `DataFrame`) with the columns `epoch`, `train_loss`, `train_accuracy`, `val_loss` and `val_accuracy`, one row per epoch, where `val_`
# stands for what was watched.

def warm_up(model, train, test):
    """Train `model` for ten epochs; returns (history, accuracy on `test`)."""
    # YOUR CODE HERE
    raise NotImplementedError()


def watched_warm_up(weight, train, test):
    """Run warm_up on a small network that writes down every call."""

    class Watched(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weight.clone())
            self.calls = []

        def forward(self, x):
            learning = self.training and torch.is_grad_enabled()
            self.calls.append(
                {
                    "learning": learning,
                    "training": self.training,
                    "first": x.flatten()[0].item(),
                    "weight": self.weight.detach().clone(),
                }
            )
            scores = x.flatten(1) @ self.weight
            # In train mode a network may behave differently; this one does so plainly.
            return scores.roll(1, dims=1) if self.training else scores

    model = Watched()
    answer = warm_up(model, train, test)
    pair = isinstance(answer, tuple | list) and len(answer) == 2
    history = answer[0] if pair else None
    table = getattr(history, "frame", history)
    names = ("epoch", "train_loss", "train_accuracy", "val_loss", "val_accuracy")
    known = [name for name in names if name in getattr(table, "columns", [])]
    return {
        "pair": pair,
        "calls": model.calls,
        "table": {name: [float(number) for number in table[name]] for name in known},
        "end": model.weight.detach(),
    }


train_batches = [
    (torch.tensor([[2.0, 0.0], [0.0, 1.0]]), torch.tensor([0, 1])),
    (torch.tensor([[1.0, -1.0], [-1.0, 2.0]]), torch.tensor([1, 0])),
]
test_batches = [(torch.tensor([[3.0, 1.0]]), torch.tensor([0]))]
seen = testing.probe(watched_warm_up, torch.eye(2), train_batches, test_batches)
assert seen["pair"], "warm_up should return two things: the history and the accuracy on `test`"
assert len(seen["table"].get("val_loss", [])) == 10, (
    "The history should have ten rows, one per epoch, with the loss on `test` in `val_loss`"
)


def accuracy_of_warm_up(weight, train, test):
    """Run warm_up on a small network that behaves differently in train and in eval mode."""

    class TwoFaced(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weight.clone())

        def forward(self, x):
            scores = x.flatten(1) @ self.weight
            return scores.roll(1, dims=1) if self.training else scores

    answer = warm_up(TwoFaced(), train, test)
    if not (isinstance(answer, tuple | list) and len(answer) == 2):
        return None
    return testing.as_array(answer[1], "The accuracy should be a number").reshape(-1)


one_of_two = [(9 * torch.eye(2), torch.tensor([0, 0]))]
accuracy = testing.probe(accuracy_of_warm_up, torch.eye(2), one_of_two, one_of_two)
assert accuracy is not None and len(accuracy) == 1, (
    "warm_up should return two things: the history and the accuracy on `test`, a single number"
)
print("accuracy:", *accuracy)


# Now the real thing. In the next cell make a `LeNet5Rev` on `device`, put it and the data through your `warm_up`, print the accuracy, and draw the
# **convergence plots**: loss and accuracy over the epochs, each for training and test data. On a laptop this takes two or three minutes.
#
# *Hint:* `plots.convergence(history, names=("training", "test"))`.

# **1a (1 point).** Train, and draw the convergence plots of loss and accuracy on training and test data.
#

# YOUR CODE HERE
raise NotImplementedError()


# **1b (2 points).** What accuracy does LeNet5Rev reach on the test pictures? How far apart are the two curves in the end, and what does that tell
# you about where there is something to win?
#

# YOUR ANSWER HERE

# ## 2 · Improve it (24 points)
#
# Now make it better: design **three networks of your own**, say how each is trained, train it, and describe what happened. LeNet5Rev does not count
# as one of them. About 92 % on the test pictures is within reach, also without a GPU. What could help: more filters, more layers, batch
# normalisation, dropout, augmentation, a learning-rate schedule… Change something with a reason, look, and let the next experiment follow from what you saw.
#
# **The rules of the game**, the same for all three, so that experiments can be compared:
#
# - **one to six convolutions**, PyTorch's own (`nn.Conv2d`, `F.conv2d`), each moving one pixel at a time, with a kernel of **3 × 3 or 5 × 5** and
#   **padded so that the map keeps its size**. The number of channels may grow in some layers;
# - a **ReLU** after each convolution, before the next convolution or linear layer (batch normalisation, pooling or dropout may stand between);
# - **exactly two max-poolings** (`nn.MaxPool2d`, `F.max_pool2d`): nothing else makes the maps smaller before the last convolution;
# - then a **classifier** as you like, ending in ten **logits**. One idea to try: after good features a *single* linear layer may do as well as
#   LeNet's three. (A linear classifier *without* convolutions is a fine yardstick, and welcome as an extra experiment: see the end of
#   this part. It has no convolution, so it is not one of the three.)

# Each experiment is written down as **two functions**, and nothing trained is kept in them: a factory that builds a fresh network, and the settings for training it.
# `register` keeps both under a name; `run` builds, trains and remembers. The settings are a dictionary:
#
# | key | what it does | if left out |
# |---|---|---|
# | `"batch_size"` | pictures per training batch | 64 |
# | `"augment"` | random changes of the training pictures, such as `Augmentation(padding=2, flip=0.5)` | none |
# | `"epochs"`, `"lr"`, `"optimizer"`, `"schedule"`, `"loss"`, `"patience"`, … | handed to `fit` as they are: see `help(fit)` | `fit`'s own |

@dataclass
class Experiment:
    """What is needed to repeat an experiment."""

    make_model: Callable[[], nn.Module]
    settings: Callable[[], dict]


experiments = {}
runs = {}


def register(name, make_model, settings):
    """Keep an experiment under its name; the same name again replaces it."""
    experiments[name] = Experiment(make_model, settings)


def train_experiment(make_model, settings, data, **more):
    """Build a fresh network and train it; returns the network and its history."""
    chosen = {**settings(), **more}
    part = data.with_batch_size(chosen.pop("batch_size", 64))
    part = part.with_augmentation(chosen.pop("augment", None))
    runtime.seed_everything(0)
    model = make_model().to(device)
    return model, fit(model, part.train, part.val, **chosen)


def run(name):
    """Train a registered experiment, show its network and how training went."""
    experiment = experiments[name]
    model, history = train_experiment(experiment.make_model, experiment.settings, data)
    runs[name] = model, history
    print(model)
    print(experiment.settings())
    parameters = sum(p.numel() for p in model.parameters())
    accuracy = evaluate(model, data.val).accuracy
    print(f"{name}: {parameters} parameters, validation accuracy {accuracy:.2%}")
    return plots.convergence(history)


# ### Experiment 1
#
# Begin with one clear change to LeNet5Rev. *Hint:* which of its numbers look stingy to you? `testing.record_layers(network, images)` lists the layers that a network runs.
#
# **Your task.** Write `make_model_1()`: it returns a new network that maps pictures `(N, 1, 28, 28)` to logits `(N, 10)`, by the rules above.
# Write `settings_1()`: it returns the dictionary of settings. The last line registers both.

def make_model_1():
    """A network of my own: pictures (N, 1, 28, 28) -> logits (N, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError()


def settings_1():
    """How it is trained: a dictionary, see the table above."""
    # YOUR CODE HERE
    raise NotImplementedError()


register("model 1", make_model_1, settings_1)


def layers_of_model_1(pictures):
    """What the network runs: convolutions, max-poolings and linear layers in their order."""
    return testing.record_layers(make_model_1(), pictures)


network = make_model_1()
testing.check_module(
    network, "make_model_1() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    network(torch.rand(3, 1, 28, 28)),
    (3, 10),
    "Three pictures should give three rows of ten logits",
)
layers = testing.probe(layers_of_model_1, torch.randn(2, 1, 28, 28))
convolutions = [layer for layer in layers if layer["kind"] == "convolution"]
poolings = [layer for layer in layers if layer["kind"] == "max pooling"]
for layer in layers:
    print(layer["kind"], layer.get("channels", ""), layer.get("map", layer.get("features")))
assert 1 <= len(convolutions) <= 6, "The network should run one to six convolutions"
assert len(poolings) == 2, "The network should run exactly two max-poolings"



def one_short_epoch():
    """Train the network for one epoch on forty pictures, as settings_1() says."""
    settings = settings_1()
    if not isinstance(settings, dict):
        return {"settings": False, "failed": "", "epochs": None}
    epochs = settings.get("epochs", 10)
    whole = int(epochs) if isinstance(epochs, int | np.integer) else None
    once = {"epochs": 1, "progress": False, "checkpoint": None, "resume": False}
    failed = ""
    try:
        train_experiment(make_model_1, settings_1, data.subset(40, val=20, test=20), **once)
    except Exception as error:
        failed = f"{type(error).__name__}: {error}"
    return {"settings": True, "failed": failed, "epochs": whole}


network = make_model_1()
with torch.no_grad():
    for p in network.parameters():
        p.add_(0.05 * torch.randn(p.shape))  # a layer may start at zero
testing.check_gradients(
    network,
    torch.rand(4, 1, 28, 28),
    "The gradient should reach every parameter of the network",
)
short = testing.probe(one_short_epoch)
assert short["settings"], "settings_1() should return a dictionary: did you forget the return?"
print(short["failed"] or "one short epoch went through")
assert not short["failed"], (
    "One short epoch with settings_1() should go through: batch_size, augment, and arguments that fit knows"
)


run("model 1")


# **2a (4 points).** Describe experiment 1. What did you change, and why did you expect it to help? What do the two plots show (numbers), and did it help?
#
# The convergence plot above belongs to your answer: hand it in with its output.
#

# YOUR ANSWER HERE

# ### Experiment 2
#
# What did the first experiment show you? If training and validation are close together, the network can take more: depth, channels. If they are far apart, make
# memorising harder.
#
# **Your task.** `make_model_2()` and `settings_2()`, as before: another network, not only other settings.

def make_model_2():
    """A network of my own: pictures (N, 1, 28, 28) -> logits (N, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError()


def settings_2():
    """How it is trained: a dictionary, see the table above."""
    # YOUR CODE HERE
    raise NotImplementedError()


register("model 2", make_model_2, settings_2)


def layers_of_model_2(pictures):
    """What the network runs: convolutions, max-poolings and linear layers in their order."""
    return testing.record_layers(make_model_2(), pictures)


network = make_model_2()
testing.check_module(
    network, "make_model_2() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    network(torch.rand(3, 1, 28, 28)),
    (3, 10),
    "Three pictures should give three rows of ten logits",
)
layers = testing.probe(layers_of_model_2, torch.randn(2, 1, 28, 28))
convolutions = [layer for layer in layers if layer["kind"] == "convolution"]
poolings = [layer for layer in layers if layer["kind"] == "max pooling"]
for layer in layers:
    print(layer["kind"], layer.get("channels", ""), layer.get("map", layer.get("features")))
assert 1 <= len(convolutions) <= 6, "The network should run one to six convolutions"
assert len(poolings) == 2, "The network should run exactly two max-poolings"



def one_short_epoch():
    """Train the network for one epoch on forty pictures, as settings_2() says."""
    settings = settings_2()
    if not isinstance(settings, dict):
        return {"settings": False, "failed": "", "epochs": None}
    epochs = settings.get("epochs", 10)
    whole = int(epochs) if isinstance(epochs, int | np.integer) else None
    once = {"epochs": 1, "progress": False, "checkpoint": None, "resume": False}
    failed = ""
    try:
        train_experiment(make_model_2, settings_2, data.subset(40, val=20, test=20), **once)
    except Exception as error:
        failed = f"{type(error).__name__}: {error}"
    return {"settings": True, "failed": failed, "epochs": whole}


network = make_model_2()
with torch.no_grad():
    for p in network.parameters():
        p.add_(0.05 * torch.randn(p.shape))  # a layer may start at zero
testing.check_gradients(
    network,
    torch.rand(4, 1, 28, 28),
    "The gradient should reach every parameter of the network",
)
short = testing.probe(one_short_epoch)
assert short["settings"], "settings_2() should return a dictionary: did you forget the return?"
print(short["failed"] or "one short epoch went through")
assert not short["failed"], (
    "One short epoch with settings_2() should go through: batch_size, augment, and arguments that fit knows"
)


run("model 2")


# **2b (4 points).** Describe experiment 2 in the same way, and compare it with experiment 1: which of your changes made the difference?
#
# The convergence plot above belongs to your answer: hand it in with its output.
#

# YOUR ANSWER HERE

# ### Experiment 3
#
# The last of the three: put together what helped, leave out what did not, and add one more idea.
#
# **Your task.** `make_model_3()` and `settings_3()`, as before.

def make_model_3():
    """A network of my own: pictures (N, 1, 28, 28) -> logits (N, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError()


def settings_3():
    """How it is trained: a dictionary, see the table above."""
    # YOUR CODE HERE
    raise NotImplementedError()


register("model 3", make_model_3, settings_3)


def layers_of_model_3(pictures):
    """What the network runs: convolutions, max-poolings and linear layers in their order."""
    return testing.record_layers(make_model_3(), pictures)


network = make_model_3()
testing.check_module(
    network, "make_model_3() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    network(torch.rand(3, 1, 28, 28)),
    (3, 10),
    "Three pictures should give three rows of ten logits",
)
layers = testing.probe(layers_of_model_3, torch.randn(2, 1, 28, 28))
convolutions = [layer for layer in layers if layer["kind"] == "convolution"]
poolings = [layer for layer in layers if layer["kind"] == "max pooling"]
for layer in layers:
    print(layer["kind"], layer.get("channels", ""), layer.get("map", layer.get("features")))
assert 1 <= len(convolutions) <= 6, "The network should run one to six convolutions"
assert len(poolings) == 2, "The network should run exactly two max-poolings"



def one_short_epoch():
    """Train the network for one epoch on forty pictures, as settings_3() says."""
    settings = settings_3()
    if not isinstance(settings, dict):
        return {"settings": False, "failed": "", "epochs": None}
    epochs = settings.get("epochs", 10)
    whole = int(epochs) if isinstance(epochs, int | np.integer) else None
    once = {"epochs": 1, "progress": False, "checkpoint": None, "resume": False}
    failed = ""
    try:
        train_experiment(make_model_3, settings_3, data.subset(40, val=20, test=20), **once)
    except Exception as error:
        failed = f"{type(error).__name__}: {error}"
    return {"settings": True, "failed": failed, "epochs": whole}


network = make_model_3()
with torch.no_grad():
    for p in network.parameters():
        p.add_(0.05 * torch.randn(p.shape))  # a layer may start at zero
testing.check_gradients(
    network,
    torch.rand(4, 1, 28, 28),
    "The gradient should reach every parameter of the network",
)
short = testing.probe(one_short_epoch)
assert short["settings"], "settings_3() should return a dictionary: did you forget the return?"
print(short["failed"] or "one short epoch went through")
assert not short["failed"], (
    "One short epoch with settings_3() should go through: batch_size, augment, and arguments that fit knows"
)


run("model 3")


# **2c (4 points).** Describe experiment 3 in the same way. Which idea helped most of all, and did one of them do nothing or harm?
#
# The convergence plot above belongs to your answer: hand it in with its output.
#

# YOUR ANSWER HERE

# ### More experiments, if you like
#
# Add cells of your own here, as many as you wish; everything that is registered takes part in the comparison below. For instance the yardstick:
#
# ```python
# def make_linear():
#     return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
#
#
# def linear_settings():
#     return {"epochs": 5, "lr": 0.001}
#
#
# register("linear", make_linear, linear_settings)
# run("linear")
# ```
#
# The next cell looks at everything that is registered so far; it gives no points.

for name, experiment in experiments.items():
    try:
        network = experiment.make_model()
        settings = experiment.settings()
    except NotImplementedError:
        print(f"{name:12s} not written yet")
        continue
    testing.check_module(network, "Every registered factory should return a network")
    testing.check_shape(
        network.eval()(torch.rand(2, 1, 28, 28)),
        (2, 10),
        "Every registered network should turn two pictures into two rows of ten logits",
    )
    kinds = [layer["kind"] for layer in testing.record_layers(network, torch.rand(2, 1, 28, 28))]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    parameters = sum(p.numel() for p in network.parameters())
    print(f"{name:12s} {counts}; {parameters} parameters; {settings}")


# ## 3 · Summary (3 points)
#
# All experiments side by side, by their **validation** figures. The best of them then meets the test pictures, once.

ranking = sorted(runs, key=lambda name: -evaluate(runs[name][0], data.val).accuracy)
for name in ranking:
    model, history = runs[name]
    seconds = history["seconds"].sum()
    print(
        f"{name:12s} validation accuracy {evaluate(model, data.val).accuracy:.2%}, {seconds:.0f} s"
    )
plots.convergence({name: history for name, (_, history) in runs.items()})


best = runs[ranking[0]][0]
result = evaluate(best, data.test)
print(f"{ranking[0]} is the best by validation. On the test pictures: {result.accuracy:.2%}")


# **3 (3 points).** Sum up: which architectures did you try, what worked best, and what did not help? Give the figures.
#

# YOUR ANSWER HERE

# ## 4 · Look at the mistakes (8 points)
#
# An accuracy is one number. *Which* pictures are wrong, and are they wrong in a way that a person would understand?
#
# The **confusion matrix** counts them all: in row $i$ and column $j$ stands how many pictures of the true class $i$ were taken for class $j$. **True classes are on the
# rows**, predicted ones in the columns; what is right stands on the diagonal.
#
# **Your task.** Write two functions that take a network and batches `(x, y)`, such as `data.test`:
#
# - `confusion(model, data)` returns the confusion matrix, counts of shape `(10, 10)`: an array, a tensor, a table or a list of lists;
# - `wrong_ones(model, data)` returns the positions, from 0 in the order of the data, of all pictures that the network gets wrong.
#
# Run the network in eval mode. *Hint:* `evaluate` makes one pass and knows all of this; or write the pass yourself.

def confusion(model, data):
    """Confusion matrix, counts (10, 10): row = true class, column = predicted class."""
    # YOUR CODE HERE
    raise NotImplementedError()


def seen_by_confusion(weight, batches):
    """Try the answer on a network that is right in eval mode and wrong in train mode."""

    class TwoFaced(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weight.clone())

        def forward(self, x):
            scores = x.flatten(1) @ self.weight
            return scores.roll(1, dims=1) if self.training else scores

    found = confusion(TwoFaced(), batches)
    found = getattr(found, "values", found) if hasattr(found, "iloc") else found
    return testing.as_array(found, "confusion should return numbers: an array, a tensor or lists")


pictures, clothes = 9 * torch.eye(10), torch.arange(10)
perfect = testing.probe(seen_by_confusion, torch.eye(10), [(pictures, clothes)])
testing.check_shape(
    perfect, (10, 10), "The confusion matrix of ten classes should have ten rows and ten columns"
)
assert (perfect == np.eye(10)).all(), (
    "A network that knows every picture in eval mode should have its counts on the diagonal"
)


def wrong_ones(model, data):
    """Positions of the pictures that the network gets wrong, from 0 in the order of the data."""
    # YOUR CODE HERE
    raise NotImplementedError()


def seen_by_wrong_ones(weight, batches):
    """Try the answer on a network that is right in eval mode and wrong in train mode."""

    class TwoFaced(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weight.clone())

        def forward(self, x):
            scores = x.flatten(1) @ self.weight
            return scores.roll(1, dims=1) if self.training else scores

    found = wrong_ones(TwoFaced(), batches)
    found = getattr(found, "values", found) if hasattr(found, "iloc") else found
    collected = not isinstance(found, np.ndarray | torch.Tensor) and hasattr(found, "__iter__")
    return testing.as_array(
        list(found) if collected else found,
        "wrong_ones should return whole numbers: a list, an array or a tensor",
    )


pictures, clothes = 9 * torch.eye(10), torch.tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 0])
last = testing.probe(seen_by_wrong_ones, torch.eye(10), [(pictures, clothes)])
assert last.dtype != bool, (
    "wrong_ones should return positions, whole numbers, and not a True or False for every picture"
)
assert last.size == 1 and last.flatten()[0] == 9, (
    "Where only the last of ten pictures is wrong, the answer should be position 9 alone"
)


# **4a (2 points).** With your functions: draw the confusion matrix of your best network on the test pictures, **with class names**, and show at
# least sixteen pictures that it gets wrong, each with its true and its predicted class.
#
# *Hint:* `plots.confusion_matrix(matrix, class_names=…)`; `evaluate(best, data.test).examples(positions)` fetches pictures, `plots.gallery(…)` draws them.
#

# YOUR CODE HERE
raise NotImplementedError()


# **4b (3 points).** Which classes are confused most often, and in which direction (numbers)? Look at the wrong pictures: do the mistakes make sense? Are those
# classes hard to tell apart by eye as well?
#

# YOUR ANSWER HERE

# ## 5 · Training and validation data (3 points)
#
# In part 1 you watched the test data; from part 2 on you compared networks by validation data. Why so careful?

# **5a (1 point).** Why are there separate training and validation data? What is avoided by it?
#

# YOUR ANSWER HERE

# **5b (1 point).** When should one evaluate on the validation data: after every batch, after every epoch, or only at the end? Why?
#

# YOUR ANSWER HERE

# **5c (1 point).** A network has 99 % accuracy on its training data and 60 % on the validation data. What does this mean, and what could be done?
#

# YOUR ANSWER HERE

# ## 6 · The training loop, line by line (5 points)
#
# `fit` hides the loop that every training consists of. Here it is, bare:
#
# ```python
# for epoch in range(epochs):
#     for data, target in train_loader:
#         optimizer.zero_grad()           # A
#         output = model(data)            # B
#         loss = loss_fn(output, target)  # C
#         loss.backward()                 # D
#         optimizer.step()                # E
# ```

# **6 (5 points).** Explain each of the five marked lines: *what* does it do, and *why* is it needed? For D say also *where* the results go, and for E where they come from.
#

# YOUR ANSWER HERE

# ## 7 · Looking back (2 points)

# **7 (2 points).** What was hard in this homework, and why? Which resources (lecture, book, documentation, `helpers`, people, AI tools …) helped you most, and which least?
#

# YOUR ANSWER HERE

# ## 8 · Reading (10 points)
#
# Read chapter 3 of Edward Raff's *Inside Deep Learning*, and answer in your own words, two to five sentences each. Numbers in brackets point to sections. Answer these
# from the book and from your own experiments, **without AI tools**.
#
# ### Spatial structure and prior beliefs (2 points)

# **8a (1 point).** What is a *spatial structural prior*? Why does it help with pictures, and why would shuffling the pixels of every picture (in the same way) destroy it? Give an example from your own experiments.
#

# YOUR ANSWER HERE

# **8b (1 point).** Why do CNNs suit pictures, and not tables (say, age, income and postcode in columns)? Which assumption fails there?
#

# YOUR ANSWER HERE

# ### Weight sharing and translation (3 points)

# **8c (1 point).** What is *weight sharing* (3.2.4), and how does a convolution differ in this from a dense (linear) layer? Compare the number of parameters for one layer of your own.
#

# YOUR ANSWER HERE

# **8d (1 point).** What is *translation invariance* (3.5)? Did you see it, or its limits, in your own experiments? How does pooling help, and why only partly?
#

# YOUR ANSWER HERE

# **8e (1 point).** What is the *stride* of a convolution or pooling, and how does it change the size of the output? What comes out of a 28 × 28 map with a stride of 3 (say which kernel and padding you assume)?
#

# YOUR ANSWER HERE

# ### Architecture (3 points)

# **8f (1 point).** What are the advantages and the costs of more depth (3.5.1)? Would you expect a plain network of 200 layers to beat one of 20?
#

# YOUR ANSWER HERE

# **8g (1 point).** Why is there an `nn.Flatten` between convolutions and linear layers (3.4.3)? What happens without it?
#

# YOUR ANSWER HERE

# **8h (1 point).** The book advises to multiply the number of filters by K after a pooling by K (3.5.1). Why? Did you follow it?
#

# YOUR ANSWER HERE

# ### Augmentation (2 points)

# **8i (1 point).** Augmentation (3.6): name a good and a bad one for a data set of your choice, with reasons. What do vertical flips (upside down) do to MNIST?
#

# YOUR ANSWER HERE

# **8j (1 point).** Is augmentation as good as more real data? Where are its limits?
#

# YOUR ANSWER HERE

# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Hand in this one file, `hw02.ipynb`, with its pictures in it.

handin.check()
