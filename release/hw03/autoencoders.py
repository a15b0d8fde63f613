# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw03/autoencoders.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 3 · Part 4: three networks for the same digits
#
# In `foundations.ipynb` you worked out by hand what a loss measures and what the lines of a training loop do. Here you build. First
# the small classifier whose output you met there. Then two networks that are never told a single label: **autoencoders**,
# which squeeze a picture through a narrow place and try to rebuild it behind. One of them has to describe every digit with
# *two numbers*, so that you can lay all of them out on a sheet of paper and look.
#
# | part | what you do | points |
# |---|---|---|
# | 4 (i) | a classifier, 784–64–10 | 20 |
# | 4 (ii) | an MLP autoencoder with two numbers in the middle | 25 |
# | 4 (iii) | a convolutional autoencoder | 20 |
# | 4 (iv) | look at what they do, and compare | 20 |
# | | **this notebook** | **85** |
#
# Parts 1, 2, 3 and 5 (115 points) are in `foundations.ipynb`. Hand in both files.
#
# **AI tools.** In this notebook you may let an AI assistant help you write *code*. You answer for every line of it: be ready to explain
# it. The written answers are your own words about your own pictures.
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in that cell. The cell after
# each network checks it as far as it may; more tests run when your work is graded. Training cells are *not* repeated
# then: the pictures you hand in are the ones that are looked at.

# ## Set-up
#
# `helpers` trains (`fit`), measures (`evaluate`) and draws (`plots`). `help(fit)` says what a function does, `fit??` shows its code.

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from helpers import autoencoders, evaluate, fit, handin, load_data, plots, runtime, testing

device = runtime.setup(seed=0)


# MNIST again, with one change: the pixels stay as they are, **from 0 (black) to 1 (white)**. For a classifier that makes little difference.
# An autoencoder has to *produce* pixels, and it is easier to say which numbers its last layer must be able to reach when they run from 0 to 1.

data = load_data("mnist", batch_size=64, seed=0, device=device, mean=[0.0], std=[1.0])
print(data)

images, labels = next(iter(data.train))
print("pixels from", images.min().item(), "to", images.max().item())
plots.image_grid(images[:16], labels[:16], class_names=data.class_names)


# ## 4 (i) · The classifier (20 points)
#
# The network of part 1: 784 pixels, one hidden layer of 64 units, ten digits.
#
# **Your task.** Write `make_mlp()`. It takes nothing and returns a new `nn.Module` that turns a batch of pictures
# `(N, 1, 28, 28)` into logits `(N, 10)`: flatten, 784 → 64, a non-linear function of your choice, 64 → 10. What comes after
# the last layer? You answered that in question 1C.
#
# *If you prefer classes:* write your class in the same cell, and end it with `make_mlp = YourClass`.

def make_mlp():
    """A classifier 784-64-10: pictures (N, 1, 28, 28) -> logits (N, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError()


network = make_mlp()
testing.check_module(
    network, "make_mlp() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    network(torch.rand(3, 1, 28, 28)),
    (3, 10),
    "4 (i): three pictures should give three rows of ten logits",
)
print("parameters:", sum(p.numel() for p in network.parameters()))


logits = torch.cat([make_mlp()(torch.rand(10, 1, 28, 28)) for _ in range(8)])
assert (logits < 0).any(), (
    "4 (i): some logits should be negative: is there a function after the last layer?"
)


# **4 (i), training (5 points).** Train your classifier on MNIST and show, in the cell below,
#
# - its convergence: training and validation loss, training and validation accuracy, over the epochs;
# - the accuracy on the **test** pictures, measured once, when the training is done; with the full MNIST at least 97 % are within reach;
# - the confusion matrix on the test pictures.
#
# `runtime.seed_everything(0)` before you build the network makes your run repeatable. Choose the epochs by what the validation curve does, not by
# the test accuracy.
#

# YOUR CODE HERE
raise NotImplementedError()


# **4 (i), reading (5 points).** Say, with numbers from *your* run: at which epoch does the validation loss stop falling, and what does the training
# loss do afterwards? Which two pairs of digits does the network mix up most often (which one is taken for which)? And one reason why a
# network that begins by flattening cannot do much better than this.
#

# YOUR ANSWER HERE

# ## 4 (ii) · An autoencoder with two numbers in the middle (25 points)
#
# | | shape | |
# |---|---|---|
# | picture | N × 1 × 28 × 28 | pixels from 0 to 1 |
# | **encoder** | ↓ | linear layers with non-linear functions between them, at least one hidden layer |
# | code | N × **2** | all that is left of the picture |
# | **decoder** | ↓ | linear layers again, at least one hidden layer |
# | reconstruction | N × 1 × 28 × 28, or N × 784 | should look like the picture |
#
# **Your task.** Write `make_mlp_autoencoder()`. It returns a new `nn.Module` whose attributes **`encoder`** and **`decoder`** are its two halves, and which, called with pictures,
# sends them through both. Widths and depth are yours: make it wide enough to be good, small enough to train in minutes.
#
# Two things to think about before you write the last layers:
#
# - the **code** may be any two numbers. Does a function after the encoder's last layer help, or does it only fence the codes in?
# - the **pixels** lie between 0 and 1. Which numbers can your decoder's last layer produce? Can it reach black, and can it reach white?
#
# *Hint:* `nn.Flatten()` and `nn.Unflatten(1, (1, 28, 28))` turn pictures into rows and rows into pictures.

def encoded(model, pictures):
    """The codes that the encoder of `model` gives; it may take pictures or rows of pixels."""
    try:
        return model.encoder(pictures)
    except (RuntimeError, ValueError):
        return model.encoder(pictures.flatten(start_dim=1))


def make_mlp_autoencoder():
    """An autoencoder of linear layers, with attributes `encoder` (to two numbers) and `decoder`."""
    # YOUR CODE HERE
    raise NotImplementedError()


def look_inside(pictures):
    """The code and the reconstruction of pictures; or which half is missing."""
    model = make_mlp_autoencoder()
    missing = [name for name in ("encoder", "decoder") if not hasattr(model, name)]
    if missing:
        return {"missing": missing}
    return {"missing": [], "code": encoded(model, pictures), "out": model(pictures)}


seen = testing.probe(look_inside, torch.rand(3, 1, 28, 28))
assert seen["missing"] == [], "4 (ii): the network should have the attributes encoder and decoder"
testing.check_shape(
    seen["code"], (3, 2), "4 (ii): the encoder should give two numbers for each picture"
)
assert seen["out"].numel() == 3 * 784, (
    "4 (ii): a reconstruction should have as many pixels as the picture"
)
print("code:", tuple(seen["code"].shape), " reconstruction:", tuple(seen["out"].shape))



out = make_mlp_autoencoder()(torch.rand(2, 1, 28, 28))
testing.check_finite(out, "4 (ii): all pixels of a reconstruction should be finite numbers")
assert out.numel() == 2 * 784, "4 (ii): a reconstruction should have as many pixels as the picture"
print(f"before training, pixels from {out.min():.2f} to {out.max():.2f}")



first, second = make_mlp_autoencoder(), make_mlp_autoencoder()
assert not {id(p) for p in first.parameters()} & {id(p) for p in second.parameters()}, (
    "4 (ii): each call should build a new network with parameters of its own"
)


# **4 (ii), training (5 points).** Train your autoencoder on MNIST without looking at a label, and show its convergence: the reconstruction error on
# training and validation pictures over the epochs. Print the error on the **test** pictures as well: the mean over all test pictures and pixels of
# (reconstruction − picture)². You compare it in (iv).
#
# *Hint:* `fit(..., target="input")` makes the picture itself the target. `autoencoders.reconstruct(model, data.test, limit=10_000)` gives pictures and
# reconstructions. Two numbers are learnt slowly: give it more epochs than the classifier.
#

# YOUR CODE HERE
raise NotImplementedError()


# **4 (ii), reading (5 points).** Does your autoencoder overfit? Compare the two curves, with numbers. Why can it not simply copy its input, although it has many more parameters
# than a picture has pixels? What did you choose as the last function of the encoder and of the decoder, and why?
#

# YOUR ANSWER HERE

# ## 4 (iii) · A convolutional autoencoder (20 points)
#
# Pictures are not rows of numbers: neighbours belong together. A **convolutional** autoencoder keeps the maps. Its encoder halves them with strides or pooling while it reads
# (28 → 14 → 7 …), its decoder doubles them again with `nn.ConvTranspose2d` or `nn.Upsample` followed by a convolution (7 → 14 → 28).
#
# **Your task.** Write `make_conv_autoencoder()`. It returns a new `nn.Module` that turns pictures `(N, 1, 28, 28)` into reconstructions `(N, 1, 28, 28)`, again with the attributes `encoder` and
# `decoder`, and with convolutions in both. Its **code** (maps or a row of numbers, as you like) must hold **fewer numbers than the picture has pixels**; else it could just copy. Count them: 32 maps of 7 × 7 are 1 568 numbers, twice the 784 pixels!
#
# *Hint:* `nn.ConvTranspose2d(…, kernel_size=3, stride=2, padding=1, output_padding=1)` turns 7 × 7 into 14 × 14. Print shapes as you go.

def make_conv_autoencoder():
    """A convolutional autoencoder, with attributes `encoder` and `decoder`: pictures -> pictures."""
    # YOUR CODE HERE
    raise NotImplementedError()


def look_inside(pictures):
    """The code and the reconstruction of pictures; or which half is missing."""
    model = make_conv_autoencoder()
    missing = [name for name in ("encoder", "decoder") if not hasattr(model, name)]
    if missing:
        return {"missing": missing}
    return {"missing": [], "code": encoded(model, pictures), "out": model(pictures)}


seen = testing.probe(look_inside, torch.rand(3, 1, 28, 28))
assert seen["missing"] == [], "4 (iii): the network should have the attributes encoder and decoder"
testing.check_shape(
    seen["out"], (3, 1, 28, 28), "4 (iii): reconstructions should have the shape of the pictures"
)
numbers = seen["code"].numel() // 3
print("code:", tuple(seen["code"].shape), "=", numbers, "numbers for each picture")
assert numbers < 784, "4 (iii): the code should hold fewer numbers than the 784 pixels of a picture"



out = make_conv_autoencoder()(torch.rand(2, 1, 28, 28))
testing.check_finite(out, "4 (iii): all pixels of a reconstruction should be finite numbers")
assert out.numel() == 2 * 784, "4 (iii): a reconstruction should have as many pixels as the picture"
print(f"before training, pixels from {out.min():.2f} to {out.max():.2f}")



first, second = make_conv_autoencoder(), make_conv_autoencoder()
assert not {id(p) for p in first.parameters()} & {id(p) for p in second.parameters()}, (
    "4 (iii): each call should build a new network with parameters of its own"
)


# **4 (iii), training (5 points).** Train the convolutional autoencoder as you did the other one. Show its convergence, print its error on the test pictures, and print how many parameters it has
# beside how many the MLP autoencoder has.
#

# YOUR CODE HERE
raise NotImplementedError()


# ## 4 (iv) · Look, and compare (20 points)
#
# A number such as 0.04 is hard to imagine. Look at what it means.

# **Reconstructions (5 points).** Draw about ten test pictures, and below each what both autoencoders made of it. Choose the pictures so that every digit
# occurs. *Hint:* `plots.reconstructions(inputs, {"name": outputs, …})`.
#

# YOUR CODE HERE
raise NotImplementedError()


# **The plane of codes (5 points).** Your first encoder turns each picture into two numbers: a point in the plane. Draw the points of the test
# pictures (a thousand or more), coloured by digit. *Hint:* `plots.latent(*autoencoders.encode(…))`.
#

# YOUR CODE HERE
raise NotImplementedError()


# **Reading the plane (5 points).** No label was ever used. Which digits form groups of their own all the same, and why? Which ones lie on top of each other,
# and how do their reconstructions show it? What would you expect the decoder to paint for a point half-way between two groups?
#

# YOUR ANSWER HERE

# **Errors (2 points).** Print, side by side: the test error of both autoencoders, how many numbers the code of each holds, and, as a yardstick, the error of painting the *mean training picture* for every test picture.
#

# YOUR CODE HERE
raise NotImplementedError()


# **Which one is better? (3 points).** The convolutional autoencoder has the smaller error, probably by far. Is that because convolutions are better? Name what else differs, and say how you would make the comparison fair.
#

# YOUR ANSWER HERE

# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Hand in this file, `autoencoders.ipynb`, with its pictures in it, together with `foundations.ipynb`.

handin.check()
