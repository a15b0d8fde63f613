# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw04/part1_convnet.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 4 · A convolutional network of your own
#
# By now you have written a network by hand: every forward pass, every gradient. You know what happens inside. Here PyTorch
# does that work, and you do the other half of the job, the one that no library does for you: **design a network, choose how it is
# trained, and be honest about how good it is.**
#
# The pictures are clothes: FashionMNIST, 28 × 28 pixels, ten kinds. Telling a T-shirt from a sneaker is easy. Telling a
# shirt from a coat is not, and that is where the last per cents are.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | the network, `make_convnet()` | 6 |
# | 2 | the optimiser, `make_optimizer(model, lr, weight_decay)` | 3 |
# | 3 | the settings | 1 |
# | 4 | tune on validation, train | 5 |
# | 5 | report: architecture, choices, curves | 10 |
# | 6 | the test, once | 5 |
# | | **total of this notebook** | **30** |
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in that cell. The
# cell after each answer checks it as far as it may; more tests run when your work is graded. There is no prescribed
# network: every design that keeps to the task counts, large or small, `nn.Sequential` or a class of your own.
#
# **Sources.** FashionMNIST: H. Xiao, K. Rasul, R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine learning
# algorithms* (2017).

# ## Set-up
#
# The module `helpers` loads the data, trains, evaluates and draws. `help(fit)` explains its arguments, and there are some
# that you will like: a `schedule` for the learning rate, `restore="best"`.

import torch
import torch.nn.functional as F
from torch import nn

from helpers import evaluate, fit, handin, load_data, plots, runtime, testing

device = runtime.setup(seed=0)


# The data come in three parts, and each has one job:
#
# | part | pictures | job |
# |---|---|---|
# | training | 50 000 | the optimiser follows its gradients |
# | validation | 10 000 | *you* compare designs and settings on it, as often as you like |
# | test | 10 000 | tells how good the final network is: **once**, at the very end |
#
# Without a network the cell below falls back on a small real sample (1 667, 333 and 500 pictures) and says so. Everything
# works with it too; the accuracies are some per cent lower.

data = load_data("fashion_mnist", val=10_000, batch_size=128, seed=0, device=device)
print(data)

images, labels = next(iter(data.train))
plots.image_grid(images[:24], labels[:24], class_names=data.class_names)


# ## 1 · The network (6 points)
#
# A convolutional network looks for small patterns anywhere in the picture, then for patterns of patterns. A recipe that
# has worked since LeNet:
#
# > convolution → activation → pooling, again and again: the maps get smaller, and there are more of them. At the end a
# > linear layer turns what is left into ten scores.
#
# **Your task.** Write `make_convnet()`. It takes nothing and returns a *new* network each time, which maps a batch
# `(N, 1, 28, 28)` to logits `(N, 10)`: raw scores, for the cross-entropy has its own softmax.
#
# - At least one convolution must have filters larger than 1 × 1; two or three convolutional layers are a good start.
# - Everything else is yours: channels, pooling or strides, batch normalisation, dropout, shortcuts …
#
# *Hints.* Write the shape after each layer on paper before you type the linear layer. `nn.BatchNorm2d` makes training
# faster and more forgiving. A network of some hundred thousand parameters is plenty: with 3 × 3 filters, 32 channels and then 64, a laptop
# needs well under a minute for a run through the 50 000 pictures.

def make_convnet():
    """A ConvNet for FashionMNIST: (N, 1, 28, 28) -> logits (N, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError()


convnet = make_convnet()
testing.check_module(
    convnet, "make_convnet() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    convnet.eval()(torch.rand(3, 1, 28, 28)),
    (3, 10),
    "Three pictures of 1 × 28 × 28 should give three rows of ten logits",
)
for name, parameter in convnet.named_parameters():
    print(f"{name:24s} {tuple(parameter.shape)}")
print(f"{sum(p.numel() for p in convnet.parameters()):,} parameters")



# **Can it learn at all?** Before you spend minutes on 50 000 pictures, spend a second on ten. A network that cannot learn ten
# pictures by heart has something broken in it, and no optimiser will mend that.

x = images[:10].cpu()
with torch.no_grad():
    out = make_convnet().eval()(x)
assert (out[0] - out[1]).abs().max() > 0, "Different pictures should not get the same scores"



# ## 2 · The optimiser (3 points)
#
# An optimiser moves every parameter against its gradient. **Weight decay** adds one more pull, towards zero:
#
# $$ w \;\leftarrow\; w - \text{lr} \cdot (\nabla_w L + \lambda\, w) $$
#
# This is what the gradient of the L2 penalty $\frac{\lambda}{2} \sum w^2$ does (you derived it in the other notebook); in `torch.optim` the $\lambda$
# is called `weight_decay`. Small weights make for smoother functions, and these carry over better to pictures never seen.
#
# **Your task.** Write `make_optimizer(model, lr, weight_decay)`. It returns an optimiser of `torch.optim` that moves **all** parameters of
# `model` with the learning rate `lr` and pulls its weights towards zero with `weight_decay`. SGD (with momentum), Adam, AdamW …: your choice.
# (Whether biases are pulled as well is up to you.)

def make_optimizer(model, lr, weight_decay):
    """An optimiser over all parameters of `model`, with weight decay."""
    # YOUR CODE HERE
    raise NotImplementedError()


def watch_one_step(lr, weight_decay, gradient):
    # A small network in which every parameter is 1 and has the same gradient: what does a step change?
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(8, 3))
    with torch.no_grad():
        for p in network.parameters():
            p.fill_(1.0)
    optimizer = make_optimizer(network, lr, weight_decay)
    for p in network.parameters():
        p.grad = torch.full_like(p, gradient)
    optimizer.step()
    return [(p.dim(), (1.0 - p).flatten().tolist()) for p in network.parameters()]


moved = testing.probe(watch_one_step, lr=0.1, weight_decay=0.0, gradient=1.0)
assert any(change != 0 for _, changes in moved for change in changes), (
    "A step of the optimiser should move the parameters of the model it was given"
)



# ## 3 · The settings (1 point)
#
# Four numbers decide how the network is trained. Begin with a guess; you will come back to this cell after part 4, as often
# as the *validation* accuracy tells you to.
#
# **Your task.** Bind `settings`, a dictionary with the keys `"epochs"`, `"batch_size"`, `"lr"` and `"weight_decay"`. Weight decay must be in use, so
# it is above zero (it may be tiny).

# YOUR CODE HERE
raise NotImplementedError()


def watch_settings(wanted):
    # Any kind of dictionary will do, and whatever else is in it.
    if not isinstance(settings, dict):
        return None
    return {name: settings[name] for name in wanted if name in settings}


wanted = ["epochs", "batch_size", "lr", "weight_decay"]
found = testing.probe(watch_settings, wanted)
assert found is not None, "settings should be a dictionary"
assert sorted(found) == sorted(wanted), (
    "settings should have the keys epochs, batch_size, lr and weight_decay"
)
print(found)


# ## 4 · Tune, then train (5 points)
#
# Which learning rate? How much weight decay? Nobody knows in advance, so **try**: a few short runs, one change at a time, compared on
# the *validation* data. You need neither all pictures nor all epochs for that. The cell below is yours; it earns no points itself, but
# your report in part 5 is about what you tried here, so keep the outputs.
#
# *Hints.* `data.subset(10_000)` keeps a fifth of the training pictures. Build a new network for every run. `plots.convergence({"name":
# history, ...})` lays several runs on top of each other. If you tuned elsewhere, write here what came out, or delete the line with `raise`.

# YOUR CODE HERE
raise NotImplementedError()


# **4 (5 points).** Train your network with your settings on the training data, with the validation data alongside. Bind the trained
# network to `convnet` and what `fit` returns to `history`, for the cells below use both. Leave the outputs in the notebook: your
# run is not repeated when your work is graded, so they are what is looked at.
#

# YOUR CODE HERE
raise NotImplementedError()
best = history["val_accuracy"].max()
print(
    f"{len(history)} epochs, {history['seconds'].sum():.0f} s; best validation accuracy {best:.2%}"
)


# ## 5 · Report (10 points)
#
# Somebody who has never seen this notebook should be able to build your network again from this part, and know why it is as it is.

# **5a (4 points).** Describe your architecture: every layer in order, with its kind, size and the shape after it, and the number of
# parameters. Which two decisions mattered most, and what is each of them good for?
#

# YOUR ANSWER HERE

# **5b (3 points).** Name your hyper-parameters (epochs, batch size, learning rate, weight decay, schedule if any). What did you try, on which
# data did you compare, and what did the comparison say? Give numbers.
#

# YOUR ANSWER HERE

# **5c (3 points).** Plot the training and the validation accuracy of your run over the epochs (axes named, both curves told apart), and say
# in a comment or a printed sentence what you see: does it overfit, would more epochs help?
#

# YOUR CODE HERE
raise NotImplementedError()


# ## 6 · The test, once (5 points)
#
# Everything is decided: the network, the settings, the epoch. Only now the test data come in, **once**. If you go back after this
# to change something, the test data have become validation data, and you have no honest figure left.

# **6 (5 points).** Evaluate `convnet` on `data.test`, bind the result of `evaluate` to `final`, and leave the accuracy in the output. Points
# grow with it: none at 70 % or below, all from 85 % on, in a straight line between.
#

# YOUR CODE HERE
raise NotImplementedError()
print(f"test accuracy {final.accuracy:.2%} on {len(final.y_true)} pictures")


# And where does it fail? True kinds are on the rows. Look at the mistakes of which it was surest: would *you* have known?

display(final.plot_confusion(normalize="true"))
final.plot_mistakes(16)


# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Homework 4 is handed in as **one archive** of its four notebooks, your two photographs and a PDF. The last cells of `part2_pretrained.ipynb`
#    make it and look it over.

handin.check(name="part1_convnet")
