# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw01/hw01.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 1 · LeNet on MNIST
#
# In 1998 Yann LeCun and his colleagues showed a network that read the amounts on bank cheques. It had two
# convolutions, two poolings and three fully connected layers, and it fits on one screen of code. In this homework you
# build it, train it on handwritten digits, and then ask the questions that matter for every network you will ever train:
# *is it still learning, or has it begun to memorise?* *What do batch size and learning rate do?* *What could make it better?*
#
# | part | what you do | points |
# |---|---|---|
# | 1 | the feature extractor | 6 |
# | 2 | the classifier | 6 |
# | 3 | the loss | 4 |
# | 4 | the optimiser | 4 |
# | 5 | read a training run | 8 |
# | 6 | batch size | 7 |
# | 7 | learning rate | 7 |
# | 8 | ideas for a better network | 8 |
# | 9 | *optional:* AlexNet | – |
# | | **total** | **50** |
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in
# that cell. The cell after each answer checks it as far as it may; more tests run when your work is graded. Any correct way
# is welcome: your own style, your own names for local variables. Cells that belong to the tests are locked; add as many
# cells of your own as you like.
#
# **Sources.** Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document recognition*,
# Proceedings of the IEEE 86 (1998). The data set MNIST is by LeCun, Cortes and Burges.

# ## Set-up
#
# The module `helpers` belongs to this course: it loads data, trains, evaluates and draws, so that you can think about the
# network. Read it whenever you are curious: `help(fit)` says what a function does, `fit??` shows its code.

import torch
import torch.nn.functional as F
from torch import nn

from helpers import embedding, evaluate, fit, handin, load_data, plots, runtime, testing

device = runtime.setup(seed=0)


# MNIST holds 70 000 grey pictures of 28 × 28 pixels. The 60 000 training pictures are split once more: most are for
# training, the rest for **validation**, the pictures on which you compare ideas. The 10 000 test pictures stay untouched until the end.
#
# Without a network the cell below falls back on a small real sample of MNIST and says so. Everything works with it too,
# only the accuracies are a little lower.

data = load_data("mnist", batch_size=64, seed=0, device=device)
print(data)

images, labels = next(iter(data.train))
plots.image_grid(images[:16], labels[:16], class_names=data.class_names)


# ## 1 · The feature extractor (6 points)
#
# LeNet reads a picture in two steps. The first step, the **feature extractor**, turns the 28 × 28 picture into 16 small maps of 5 × 5:
#
# | step | what it does | shape of one picture afterwards |
# |---|---|---|
# | | the picture | 1 × 28 × 28 |
# | convolution | 6 filters of 5 × 5, **padding 2** | 6 × 28 × 28 |
# | activation | any non-linear function | 6 × 28 × 28 |
# | pooling | 2 × 2, maximum or average | 6 × 14 × 14 |
# | convolution | 16 filters of 5 × 5, no padding | 16 × 10 × 10 |
# | activation | any non-linear function | 16 × 10 × 10 |
# | pooling | 2 × 2, maximum or average | 16 × 5 × 5 |
#
# A convolution without padding shrinks a map by the filter size minus one. The padding of 2 makes up for that, so
# the first convolution keeps 28 × 28 (the original network reached the same by putting the digits on a larger sheet of 32 × 32).
#
# **Your task.** Write `make_features()`. It takes nothing and returns a new `nn.Module` that maps a batch of pictures
# `(N, 1, 28, 28)` to features `(N, 16, 5, 5)`. If you prefer to flatten here, `(N, 400)` is fine as well.
#
# *Hint:* `nn.Sequential` strings layers together. Try each layer on `images` and print the shape.

def make_features():
    """LeNet's feature extractor: (N, 1, 28, 28) -> (N, 16, 5, 5)."""
    # YOUR CODE HERE
    raise NotImplementedError()


features = make_features()
testing.check_module(
    features, "make_features() should return a torch.nn.Module: did you forget the return?"
)
out = features(torch.rand(3, 1, 28, 28))
assert out.numel() == 3 * 400, "Three pictures should give 3 × 400 numbers: 16 maps of 5 × 5 each"
print("shape of the features of three pictures:", tuple(out.shape))



two = make_features()(torch.stack([torch.zeros(1, 28, 28), torch.ones(1, 28, 28)]))
two = two.reshape(2, -1)
assert not torch.equal(two[0], two[1]), (
    "A black and a white picture should not give the same features"
)


# ## 2 · The classifier (6 points)
#
# The second step turns the 400 features of a picture into ten scores, one for each digit, through two hidden layers:
# 400 → 120 → 84 → 10.
#
# Without a non-linear function between them, three linear layers are worth no more than a single one: a product of
# matrices is a matrix. So there is an activation after each hidden layer, any you like. There is none after the last
# layer: the ten numbers are **logits**, raw scores of any size and sign, and it is the loss that turns them into probabilities.
#
# **Your task.** Write `make_classifier()`. It returns a new `nn.Module` that maps features `(N, 400)` to logits `(N, 10)`.
# Flatten here (`nn.Flatten`) or before, as you like.

def make_classifier():
    """LeNet's classifier: 400 features -> 120 -> 84 -> 10 logits."""
    # YOUR CODE HERE
    raise NotImplementedError()


classifier = make_classifier()
testing.check_module(
    classifier, "make_classifier() should return a torch.nn.Module: did you forget the return?"
)
testing.check_shape(
    classifier(torch.rand(3, 400)), (3, 10), "Three pictures should give three rows of ten logits"
)



rows = []
for _ in range(8):
    network = make_classifier()
    with torch.no_grad():
        for p in network.parameters():
            p.copy_(0.1 * torch.randn(p.shape))
    rows.append(network(torch.rand(10, 400)))
logits = torch.cat(rows)
assert (logits < 0).any(), (
    "Some logits should be negative: is there a function after the last layer?"
)


# ## 3 · The loss (4 points)
#
# For logits $z$ of one picture and its digit $y$, the **cross-entropy** is
#
# $$ \ell(z, y) = -\log \frac{e^{z_y}}{\sum_{k=0}^{9} e^{z_k}} , $$
#
# and the loss of a batch is the mean over its pictures. A network that knows nothing and gives every digit the same score
# has a loss of $\log 10 \approx 2.303$: remember this number, it is where every run on ten classes begins.
#
# **Your task.** Write `make_loss()`. It returns a function (or a module) that takes logits `(N, 10)` and labels `(N,)`
# and returns the mean cross-entropy. *Hint:* look closely at what each loss of PyTorch expects, logits or probabilities.

def make_loss():
    """The loss of a batch: loss(logits, labels) -> mean cross-entropy."""
    # YOUR CODE HERE
    raise NotImplementedError()


loss = make_loss()
assert callable(loss), (
    "make_loss() should return something that can be called as loss(logits, labels)"
)
labels = torch.tensor([3, 1, 4, 1])
testing.check_close(
    loss(torch.zeros(4, 10), labels),
    2.302585,
    "Equal scores for ten digits should give a loss of log 10",
)


# ## 4 · The optimiser (4 points)
#
# **Adam** keeps, for every parameter, a running mean of its gradient and of the gradient's square, and scales each step by
# them. It needs to know which parameters to move, and by how much at most in one step: the learning rate.
#
# **Your task.** Write `make_optimizer(model, lr)`. It returns an Adam optimiser for all parameters of `model` with the
# learning rate `lr`; everything else stays at PyTorch's defaults.

def make_optimizer(model, lr):
    """Adam for the parameters of `model` with the learning rate `lr`."""
    # YOUR CODE HERE
    raise NotImplementedError()


def one_step(lr):
    small = nn.Linear(2, 1)
    before = small.weight.detach().clone()
    optimizer = make_optimizer(small, lr)
    small(torch.ones(1, 2)).sum().backward()
    is_optimizer = isinstance(optimizer, torch.optim.Optimizer)
    if is_optimizer:
        optimizer.step()
    return {"is_optimizer": is_optimizer, "before": before, "after": small.weight}


seen = testing.probe(one_step, 0.1)
assert seen["is_optimizer"], "make_optimizer(model, lr) should return an optimiser of torch.optim"
assert not torch.equal(seen["before"], seen["after"]), (
    "A step of the optimiser should move the parameters of the model it was given"
)



# ## The network, put together
#
# This part is given: LeNet joins your two halves. If your answers above are right, this network has 61 706 parameters, fewer
# than a single photograph of your phone has pixels.

class LeNet(nn.Module):
    """LeNet-5 for 28 × 28 grey pictures: (N, 1, 28, 28) -> logits (N, 10)."""

    def __init__(self):
        super().__init__()
        self.features = make_features()
        self.classifier = make_classifier()

    def forward(self, x):
        return self.classifier(self.features(x).flatten(start_dim=1))


EPOCHS = 30 if data.is_sample else 15  # the sample is small: its epochs are short


def train(model_class=LeNet, batch_size=64, lr=0.001, epochs=EPOCHS):
    """One run from the same start every time; returns the trained model and its history."""
    runtime.seed_everything(0)
    model = model_class().to(device)
    loaders = data.with_batch_size(batch_size)
    history = fit(
        model,
        loaders.train,
        loaders.val,
        epochs=epochs,
        loss=make_loss(),
        optimizer=make_optimizer(model, lr),
    )
    return model, history


# Before any long run, a short one: can the network learn *one* batch by heart? If it cannot, something is broken, and no
# amount of training will mend it. This check takes a second and saves hours; keep the habit.

runtime.seed_everything(0)
pictures = torch.rand(20, 1, 28, 28)
digits = torch.arange(20) % 10
testing.check_learns_batch(
    LeNet(), pictures, digits, "LeNet should be able to learn twenty pictures by heart"
)
print(
    "LeNet has",
    sum(p.numel() for p in LeNet().parameters()),
    "parameters and can learn a batch by heart",
)


# ## 5 · Reading a training run (8 points)
#
# Now the real thing: batches of 64 pictures, a learning rate of 0.001. With the full MNIST this takes about a minute on
# a laptop, with the small sample a few seconds. Three pictures follow: the convergence of loss and accuracy, the confusion matrix, and a map of what the network sees.

model, history = train(batch_size=64, lr=0.001)
history.frame.round(4)


plots.convergence(history)


result = evaluate(model, data.val, class_names=data.class_names)
print(f"validation accuracy: {result.accuracy:.2%}")
result.plot_confusion()


# The last layer of LeNet sees 84 numbers for each picture. t-SNE lays the pictures out on a plane so that neighbours among
# the 84 numbers stay neighbours. If the network has learnt something, digits gather in groups.

features, digits = embedding.last_features(model, data.val)
plots.tsne(features, digits, class_names=data.class_names)


# **5a (4 points).** Look at the convergence picture and the table above. What does the *training* loss do over the
# epochs? What does the *validation* loss do? Name the epoch, or the range of epochs, where the two part ways, with numbers from your run.
#

# YOUR ANSWER HERE

# **5b (4 points).** Why do the two curves part? What is this called, and what is the network doing in those last epochs?
# Which epoch's weights would you keep, and why?
#

# YOUR ANSWER HERE

# ## 6 · Batch size (7 points)
#
# The same network from the same start, three times: with batches of 16, 32 and 64 pictures. A batch of 16 means four times
# as many steps in an epoch as a batch of 64, and each step follows the mean gradient of fewer pictures.

batch_size_runs = {
    f"batch size {batch_size}": train(batch_size=batch_size)[1] for batch_size in (16, 32, 64)
}
plots.convergence(batch_size_runs)


for name, run in batch_size_runs.items():
    best = run.frame.loc[run.frame["val_loss"].idxmin()]
    print(f"{name:14s} lowest validation loss {best['val_loss']:.4f} in epoch {int(best['epoch'])}")


# **6a (3 points).** Which batch size reaches the lowest validation loss, and after how many epochs? How large is the
# difference between the three, compared with how much a curve wobbles from epoch to epoch?
#

# YOUR ANSWER HERE

# **6b (4 points).** Explain what you saw: what does a smaller batch change in the steps that the optimiser takes? Give one
# advantage and one disadvantage of small batches.
#

# YOUR ANSWER HERE

# ## 7 · Learning rate (7 points)
#
# Again the same start, now with batches of 64 and three learning rates, each a tenth of the one before.

learning_rate_runs = {f"lr {lr:g}": train(lr=lr)[1] for lr in (0.01, 0.001, 0.0001)}
plots.convergence(learning_rate_runs)


for name, run in learning_rate_runs.items():
    best = run.frame.loc[run.frame["val_loss"].idxmin()]
    print(f"{name:10s} lowest validation loss {best['val_loss']:.4f} in epoch {int(best['epoch'])}")


# **7a (3 points).** Which learning rate gives the lowest validation loss after these epochs? Describe in one sentence each
# how the curves of the other two differ from it.
#

# YOUR ANSWER HERE

# **7b (4 points).** Why does a learning rate that is too large do harm, and why does one that is too small? What would
# you expect of 0.0001 if it were given ten times as many epochs? What could combine the advantages of a large and a small rate?
#

# YOUR ANSWER HERE

# ## 8 · A better network (8 points)
#
# Batch size and learning rate are two of many screws.

# **8a (4 points).** Name at least three *further* ways to improve the validation performance of this network: not batch
# size, not learning rate. Say for each what exactly you would change in this notebook.
#

# YOUR ANSWER HERE

# **8b (4 points).** Which of your ideas do you expect to help most here, and why? How would you find out, honestly, whether it
# does: which data would you look at, and which data not until the very end?
#

# YOUR ANSWER HERE

# ## 9 · Optional: AlexNet, sized down (no points)
#
# In 2012 AlexNet won the ImageNet competition with five convolutions, ReLU, dropout and large fully connected layers. Its
# pictures had 224 × 224 pixels; ours have 28 × 28, so strides and filters must be smaller: at 28 × 28 a first filter of 11 × 11
# with stride 4 would leave next to nothing.
#
# **If you like:** write a class `AlexNet` for 28 × 28 grey pictures: five convolutions (for instance 3 × 3 with padding 1), three max-poolings, three linear layers,
# dropout before the first two of them. Train it and compare. Is it better than LeNet? Worth its parameters? Why?

class AlexNet(nn.Module):
    """AlexNet's design for 28 × 28 grey pictures: (N, 1, 28, 28) -> logits (N, 10)."""

    def __init__(self):
        super().__init__()
        # YOUR CODE HERE
        raise NotImplementedError()

    def forward(self, x):
        # YOUR CODE HERE
        raise NotImplementedError()


try:
    out = AlexNet()(torch.rand(2, 1, 28, 28))
except NotImplementedError:
    print("Optional part left out: nothing is lost.")
else:
    testing.check_shape(
        out, (2, 10), "AlexNet should turn two pictures into two rows of ten logits"
    )
    kernels = [p for p in AlexNet().parameters() if p.dim() == 4]
    assert len(kernels) == 5, "AlexNet has five convolutions"
    print("AlexNet has", sum(p.numel() for p in AlexNet().parameters()), "parameters")


try:
    AlexNet()(torch.rand(1, 1, 28, 28))
except NotImplementedError:
    print("Optional part left out: nothing to train.")
else:
    _, alexnet_history = train(AlexNet)
    display(plots.convergence({"LeNet": history, "AlexNet": alexnet_history}))


# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Hand in this one file, `hw01.ipynb`, with its pictures in it.
#
# The same training runs from a terminal too, with the definitions of this notebook:
#
# ```
# python -m helpers.experiment --model lenet --batch_size 16 --lr 0.001
# ```
#
# It leaves `confusion.png`, `loss.png` and `t-SNE.png` in `lenet/bs16_lr0.001/`. Several values after an option make a sweep:
# `--batch_size 16 32 64`.

handin.check()
