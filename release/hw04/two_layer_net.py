# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw04/two_layer_net.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 4 · Section 1b · A two-layer network in NumPy
#
# In `backprop` you passed gradients through single numbers. Here the numbers become matrices: a whole batch of pictures goes through
# a layer at once, and the gradients of thousands of weights come back at once. At the end stands a network that tells
# airplanes from frogs, and every line that made it learn is yours.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | the fully connected layer, forwards and backwards | 5 |
# | 2 | ReLU, forwards and backwards | 5 |
# | 3 | softmax loss | 5 |
# | 4 | L2 regularisation | 5 |
# | 5 | the class `TwoLayerNet` | 10 |
# | 6 | one step of training | 5 |
# | 7 | train it on CIFAR-10 | 10 |
# | 8 | overfit it on purpose | 5 |
# | | **this notebook** | **50** |
#
# **NumPy only**, as in `backprop`: your answers use NumPy and Python's standard library; a deep-learning library in an answer costs that question.
# The locked cells may use `helpers`, which loads the data, draws, and checks gradients.
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in
# that cell. The cell after each answer checks it as far as it may; more tests run when your work is graded. Any correct way
# is welcome: your own style, loops or matrix products, your own names. Every part is graded for itself: a slip in part 1 costs nothing in part 5.
# Cells that belong to the tests are locked; add as many cells of your own as you like.

# ## Set-up
#
# **What holds for every function below.** Arrays come in as `float64`, sometimes as whole numbers; gradients are `float64` always. A batch may
# hold a single example, and there may be one class or one hidden unit only. **Leave what comes in as it is**: somebody else may still need it. Each pair of
# `forward` and `backward` passes what `backward` needs in a `cache`, which may hold anything you like.

import time

import numpy as np

from helpers import History, gradcheck, handin, load_data, plots, testing

# The names that your answers bind. Each answer's test looks at the libraries of that answer alone.
ANSWERS = {
    "fc_forward", "fc_backward", "relu_forward", "relu_backward", "softmax_loss",
    "l2_regularization", "TwoLayerNet", "training_step",
}  # fmt: skip
rng = np.random.default_rng(4)


# ## 1 · The fully connected layer (5 points)
#
# A batch of $N$ examples with $D$ numbers each is a matrix $x$ of shape $(N, D)$, one example per row. The layer has weights $w$ of shape
# $(D, M)$ and a bias $b$ of shape $(M,)$, and gives $M$ numbers for every example:
#
# $$ \text{out} = x\,w + b , \qquad \text{out}_{nm} = \sum_{d} x_{nd}\, w_{dm} + b_m $$
#
# Backwards comes `grad_out`, of the same shape as `out`: how the loss changes with each of its entries.
#
# **Your task** (2 points forwards, 3 backwards).
#
# - `fc_forward(x, w, b)` returns `out, cache`.
# - `fc_backward(grad_out, cache)` returns `grad_x, grad_w, grad_b`, each in the shape of what it belongs to.
#
# *Hints.* Write the sum above for one entry and ask: on which outputs does $w_{dm}$ act, and with what factor? Then find the matrix product that
# does it for all. The shapes will tell: there is only one way to multiply `grad_out` and $x$ into something of the shape of $w$.
# And $b_m$ is added in *every* row: remember what happens to the gradient of a value that is used several times.

def fc_forward(x, w, b):
    """Fully connected layer: x (N, D), w (D, M), b (M,) -> out (N, M), cache."""
    # YOUR CODE HERE
    raise NotImplementedError()


def fc_backward(grad_out, cache):
    """Its gradients: grad_out (N, M) -> grad_x (N, D), grad_w (D, M), grad_b (M,)."""
    # YOUR CODE HERE
    raise NotImplementedError()


x, w, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=5)
gradcheck.check_layer(fc_forward, fc_backward, x, w, b)


def watch_forward(x, w, b):
    out, _ = fc_forward(x, w, b)
    return {"out": out, "inputs": [x, w, b]}


def libraries_used(others):
    return testing.libraries_reached(fc_forward, fc_backward, but=others)


x = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
w = np.array([[1.0, 0.0], [0.5, 2.0], [-1.0, 1.0]])
found = testing.probe(watch_forward, x, w, np.array([10.0, 20.0]))["out"]
testing.check_close(
    found, [[9.0, 27.0], [8.5, 19.0]], "out should be x times w, plus b in every row"
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"fc_forward", "fc_backward"}))
assert set(used) <= {"numpy"}, (
    "Section 1 is NumPy only: the fully connected layer should use no other library"
)


def watch_backward(x, w, b, grad_out, other_x):
    _, cache = fc_forward(x, w, b)
    before = [one.copy() for one in (x, w, b, grad_out)]
    fc_forward(other_x, w, b)  # a net has several such layers: each needs a cache of its own
    gradients = fc_backward(grad_out, cache)
    seen = {"gradients": list(gradients), "before": before, "after": [x, w, b, grad_out]}
    # What is in the cache stays there, so a second call finds the same.
    try:
        return seen | {"again": list(fc_backward(grad_out, cache))}
    except Exception:
        return seen | {"again": []}


def libraries_used(others):
    return testing.libraries_reached(fc_forward, fc_backward, but=others)


x, w, b = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0])
gradients = testing.probe(watch_backward, x, w, b, np.array([[10.0]]), x)["gradients"]
assert len(gradients) == 3, "fc_backward should return three gradients: grad_x, grad_w, grad_b"
testing.check_close(gradients[0], [[30.0, 40.0]], "grad_x should say how the loss changes with x")
testing.check_close(gradients[1], [[10.0], [20.0]], "grad_w should say how it changes with w")
testing.check_close(gradients[2], [10.0], "grad_b should say how it changes with b")
used = testing.probe(libraries_used, sorted(ANSWERS - {"fc_forward", "fc_backward"}))
assert set(used) <= {"numpy"}, (
    "Section 1 is NumPy only: the fully connected layer should use no other library"
)


# ## 2 · ReLU (5 points)
#
# Between two linear layers something must bend, or the two are worth no more than one. The **rectified linear unit** bends as simply as
# can be: it lets positive numbers through and makes all others 0, entry by entry.
#
# **Your task** (2 points forwards, 3 backwards). For `x` of any shape:
#
# - `relu_forward(x)` returns `out, cache`.
# - `relu_backward(grad_out, cache)` returns `grad_x`.
#
# *Hints.* Which inputs had any effect on the output, and how large was it? At exactly 0 any choice will do. Do not write zeros *into* `x`:
# it is not yours.

def relu_forward(x):
    """ReLU, entry by entry: x (any shape) -> out (same shape), cache."""
    # YOUR CODE HERE
    raise NotImplementedError()


def relu_backward(grad_out, cache):
    """Its gradient: grad_out -> grad_x, in the shape of x."""
    # YOUR CODE HERE
    raise NotImplementedError()


gradcheck.check_layer(relu_forward, relu_backward, rng.normal(size=(4, 3)))


def watch_forward(x):
    out, _ = relu_forward(x)
    return {"out": out, "x": x}


def libraries_used(others):
    return testing.libraries_reached(relu_forward, relu_backward, but=others)


found = testing.probe(watch_forward, np.array([[1.5, -2.0, 0.0], [-0.5, 3.0, 7.0]]))["out"]
testing.check_close(
    found,
    [[1.5, 0.0, 0.0], [0.0, 3.0, 7.0]],
    "ReLU should let positive numbers through and make all others 0",
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"relu_forward", "relu_backward"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: ReLU should use no other library"


def watch_backward(x, grad_out):
    _, cache = relu_forward(x)
    before = [x.copy(), grad_out.copy()]
    relu_forward(-x)  # a net may have several: each needs a cache of its own
    grad_x = relu_backward(grad_out, cache)
    seen = {"grad_x": grad_x, "before": before, "after": [x, grad_out]}
    # What is in the cache stays there, so a second call finds the same.
    try:
        return seen | {"again": relu_backward(grad_out, cache)}
    except Exception:
        return seen | {"again": None}


def libraries_used(others):
    return testing.libraries_reached(relu_forward, relu_backward, but=others)


grad_x = testing.probe(watch_backward, np.array([[1.5, -2.0], [-0.5, 3.0]]), np.full((2, 2), 10.0))[
    "grad_x"
]
testing.check_close(
    grad_x,
    [[10.0, 0.0], [0.0, 10.0]],
    "The gradient should reach the inputs that were let through, and no others",
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"relu_forward", "relu_backward"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: ReLU should use no other library"


# ## 3 · Softmax loss (5 points)
#
# The last layer gives scores $x$ of shape $(N, C)$: one row per example, one column per class. The labels $y$ of shape $(N,)$ are whole numbers
# from $0$ to $C - 1$: this is promised, and the given code checks it when it loads data, so your function need not. Softmax turns a row into probabilities; the loss is
# the **mean** over the batch of the negative logarithm of the true class's probability:
#
# $$ p_{nc} = \frac{\exp x_{nc}}{\sum_k \exp x_{nk}}, \qquad L = -\frac1N \sum_{n} \log p_{n, y_n} $$
#
# **Your task.** `softmax_loss(x, y)` returns `loss, grad_x`: a number, and an array of the shape of `x`. Three points are for the right result, two
# for one that stays right when scores are large.
#
# *Hints.* In `backprop` you found the gradient for two classes; have you seen how simple it was in the end? It is as simple for $C$ classes.
# Do not forget what the mean does to it.
#
# Scores of $\pm 10^4$ are no reason to give up, yet `np.exp(1e4)` is infinite. Two facts help: $p$ does not change when the same number is subtracted from
# all scores of a row, so **subtract the largest**. And $\log p$ need not go through $p$, which may have become 0: write
# $\log \frac{\exp a}{\text{sum}}$ as a difference first.

def softmax_loss(x, y):
    """Mean cross-entropy: scores x (N, C), labels y (N,) -> loss, grad_x (N, C)."""
    # YOUR CODE HERE
    raise NotImplementedError()


labels = np.array([2, 0, 3, 2, 1])
gradcheck.check_function(lambda x: softmax_loss(x, labels), rng.normal(size=(5, 4)))


def watch_loss(x, y):
    with np.errstate(all="ignore"):
        loss, grad_x = softmax_loss(x, y)
    return {"loss": loss, "grad_x": grad_x, "x": x, "y": y}


def libraries_used(others):
    return testing.libraries_reached(softmax_loss, but=others)


found = testing.probe(watch_loss, np.zeros((2, 4)), np.array([3, 0]))
testing.check_close(
    found["loss"], 1.386294, "Equal scores for four classes should give a loss of log 4"
)
testing.check_close(
    found["grad_x"],
    [[0.125, 0.125, 0.125, -0.375], [-0.375, 0.125, 0.125, 0.125]],
    "The gradient should say how the mean loss of the batch changes with each score",
)
found = testing.probe(watch_loss, np.array([[2, 0, -1]]), np.array([1]))
testing.check_close(found["loss"], 2.169846, "Scores may be whole numbers as well")
testing.check_close(
    found["grad_x"],
    [[0.843795, -0.885805, 0.042010]],
    "The gradient of whole numbers is no whole number: let grad_x be an array of float64",
    atol=1e-5,
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"softmax_loss"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: softmax_loss should use no other library"


def watch_loss(x, y):
    with np.errstate(all="ignore"):
        loss, grad_x = softmax_loss(x, y)
    return {"loss": loss, "grad_x": grad_x, "x": x, "y": y}


def libraries_used(others):
    return testing.libraries_reached(softmax_loss, but=others)


found = testing.probe(watch_loss, np.array([[1e4, 0.0], [1e4, -1e4]]), np.array([0, 1]))
testing.check_finite(
    found["loss"], "Scores of ±10000 should give a finite loss: subtract the largest"
)
testing.check_close(
    found["loss"], 1e4, "The loss should be exact for large scores: do not go through p to log p"
)
testing.check_finite(found["grad_x"], "Scores of ±10000 should give finite gradients")
used = testing.probe(libraries_used, sorted(ANSWERS - {"softmax_loss"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: softmax_loss should use no other library"


# ## 4 · L2 regularisation (5 points)
#
# Large weights let a network react to every little thing, noise included. **L2 regularisation** puts a price on them:
#
# $$ R(w) = \frac{\lambda}{2} \sum_{ij} w_{ij}^2 $$
#
# **Your task.** `l2_regularization(w, reg)` returns `loss, grad_w` for an array `w` of any shape and $\lambda =$ `reg`. *Hint:* look at what the ½ is there for.

def l2_regularization(w, reg):
    """Price of large weights: w (any shape), reg -> loss, grad_w (same shape)."""
    # YOUR CODE HERE
    raise NotImplementedError()


gradcheck.check_function(lambda w: l2_regularization(w, 0.3), rng.normal(size=(3, 5)))


def watch_price(w, reg):
    loss, grad_w = l2_regularization(w, reg)
    return {"loss": loss, "grad_w": grad_w, "w": w}


def libraries_used(others):
    return testing.libraries_reached(l2_regularization, but=others)


found = testing.probe(watch_price, np.array([[1.0, -2.0], [0.0, 3.0]]), 0.5)
testing.check_close(found["loss"], 3.5, "The loss should be λ/2 times the sum of all squares")
testing.check_shape(found["grad_w"], (2, 2), "grad_w should have the shape of w")
used = testing.probe(libraries_used, sorted(ANSWERS - {"l2_regularization"}))
assert set(used) <= {"numpy"}, (
    "Section 1 is NumPy only: l2_regularization should use no other library"
)


# ## 5 · The network (10 points)
#
# What does training need from a network, whatever is inside? Its parameters by name, a way forwards to scores, and a way backwards to gradients. So that
# is all a `Classifier` promises. `LinearClassifier` shows how it is meant: one fully connected layer, and nothing else. Both are given.

class Classifier:
    """What turns rows of numbers into scores, and learns."""

    def parameters(self):
        """Name to array: the arrays themselves, for whoever trains changes them in place."""
        raise NotImplementedError

    def forward(self, X):
        """X (N, D) -> scores (N, C), cache."""
        raise NotImplementedError

    def backward(self, grad_scores, cache):
        """grad_scores (N, C) -> gradients, under the names of parameters()."""
        raise NotImplementedError

    def predict(self, X):
        """X (N, D) -> the class with the highest score, (N,)."""
        return self.forward(X)[0].argmax(axis=1)


class LinearClassifier(Classifier):
    """Scores are one fully connected layer."""

    def __init__(self, input_dim=3072, num_classes=10, weight_scale=1e-3):
        self.W = np.random.normal(scale=weight_scale, size=(input_dim, num_classes))
        self.b = np.zeros(num_classes)

    def parameters(self):
        return {"W": self.W, "b": self.b}

    def forward(self, X):
        return fc_forward(X, self.W, self.b)

    def backward(self, grad_scores, cache):
        _, grad_W, grad_b = fc_backward(grad_scores, cache)
        return {"W": grad_W, "b": grad_b}


# The network that you build has two fully connected layers with a ReLU between them:

plots.computation_graph(
    """
    hidden = fc(X, W1, b1)
    active = relu(hidden)
    scores = fc(active, W2, b2)
    loss = softmax(scores, y)
    """
)


# **Your task.** Write the class `TwoLayerNet(Classifier)`. The softmax is not part of it: it ends with the scores.
#
# - `__init__(input_dim, num_classes, hidden_dim, weight_scale)` draws the weights from a normal distribution with mean 0 and standard deviation `weight_scale`;
#   the biases begin at 0. $W_1$ is $(D, H)$, $b_1$ is $(H,)$, $W_2$ is $(H, C)$, $b_2$ is $(C,)$.
# - `parameters()` returns a dictionary from name to array. We call them `W1`, `b1`, `W2`, `b2`; other names are fine.
# - `forward(X)` returns `scores, cache`.
# - `backward(grad_scores, cache)` returns a dictionary of gradients **under the same names**.
#
# Five points are for the structure (parameters and forward pass), five for the gradients. *Hint:* call the functions you wrote; each of the three steps has a cache of its own, and backwards
# they come in reverse.

class TwoLayerNet(Classifier):
    """fc - ReLU - fc: X (N, D) -> hidden (N, H) -> scores (N, C)."""

    def __init__(self, input_dim=3072, num_classes=10, hidden_dim=16, weight_scale=1e-2):
        # YOUR CODE HERE
        raise NotImplementedError()

    def parameters(self):
        # YOUR CODE HERE
        raise NotImplementedError()

    def forward(self, X):
        # YOUR CODE HERE
        raise NotImplementedError()

    def backward(self, grad_scores, cache):
        # YOUR CODE HERE
        raise NotImplementedError()


# The whole chain, from pixels to loss, with your own layers in it. Every error should be below `1e-10`. (If this cell fails although the class
# is right, look at parts 1 to 3: it uses them. The graded tests of the class bring correct layers of their own.)

small = TwoLayerNet(6, 4, 5, 0.5)
labels = np.array([2, 0, 3, 2, 1, 1, 0])
gradcheck.check_classifier(small, rng.normal(size=(7, 6)), labels, loss=softmax_loss)


def watch_building(input_dim, num_classes, hidden_dim, weight_scale):
    net, other = (TwoLayerNet(input_dim, num_classes, hidden_dim, weight_scale) for _ in range(2))
    parameters, others = net.parameters(), other.parameters()
    if not isinstance(parameters, dict):
        return {"dictionary": False}
    kept = {name: array.copy() for name, array in parameters.items()}
    for array in parameters.values():
        array[...] = 7
    return {
        "dictionary": True,
        "classifier": isinstance(net, Classifier),
        "parameters": kept,
        "themselves": all((array == 7).all() for array in net.parameters().values()),
        "shared": any((array == 7).any() for array in others.values()),
    }


def libraries_used(others):
    return testing.libraries_reached(TwoLayerNet, but=others)


seen = testing.probe(watch_building, 6, 4, 5, 0.1)
assert seen["dictionary"], "parameters() should return a dictionary from name to array"
assert seen["classifier"], "TwoLayerNet should be a Classifier: class TwoLayerNet(Classifier)"
assert sorted(p.shape for p in seen["parameters"].values()) == [(4,), (5,), (5, 4), (6, 5)], (
    "parameters() should hold two weight matrices, (D, H) and (H, C), and two biases, (H,) and (C,)"
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"TwoLayerNet"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: TwoLayerNet should use no other library"


def libraries_used(others):
    return testing.libraries_reached(TwoLayerNet, but=others)


def is_written():
    code = getattr(TwoLayerNet.backward, "__code__", None)
    # As it was given out, it does nothing else.
    return code is None or code.co_names != ("NotImplementedError",)


assert testing.probe(is_written), "backward is not written yet: it still raises NotImplementedError"
used = testing.probe(libraries_used, sorted(ANSWERS - {"TwoLayerNet"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: TwoLayerNet should use no other library"



# ## 6 · One step of training (5 points)
#
# Scores, loss, gradients: one function puts it all together.
#
# $$ \text{loss} = \text{softmax loss of the batch} + \frac\lambda2 \sum_{W} \sum_{ij} W_{ij}^2 $$
#
# The second sum goes over the **weight matrices**, never over the biases: a bias does not make a network wiggly, it only moves it. How do you tell the two
# apart without knowing their names? A weight matrix has two dimensions, a bias has one.
#
# **Your task.** Write `training_step(model, X, y, reg)` for any `model` that is a `Classifier`. It returns `loss, grads`: the total loss, and the dictionary
# of its gradients under the names of `model.parameters()`. It changes no parameter; that is the optimiser's job.

def training_step(model, X, y, reg):
    """Loss of a batch and its gradients: X (N, D), y (N,) -> loss, {name: gradient}."""
    # YOUR CODE HERE
    raise NotImplementedError()


small, X = TwoLayerNet(6, 4, 5, 0.5), rng.normal(size=(7, 6))
loss, grads = training_step(small, X, labels, 0.3)
for name, parameter in small.parameters().items():
    measured = gradcheck.numeric_gradient(
        lambda: training_step(small, X, labels, 0.3)[0], parameter
    )
    print(f"{name:3} largest difference {np.abs(grads[name] - measured).max():.1e}")


def libraries_used(others):
    return testing.libraries_reached(training_step, but=others)


def is_written():
    code = getattr(training_step, "__code__", None)
    # As it was given out, it does nothing else.
    return code is None or code.co_names != ("NotImplementedError",)


assert testing.probe(is_written), (
    "training_step is not written yet: it still raises NotImplementedError"
)
used = testing.probe(libraries_used, sorted(ANSWERS - {"training_step"}))
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: training_step should use no other library"



# ## 7 · Training on CIFAR-10 (10 points)
#
# CIFAR-10 holds 60 000 colour pictures of 32 × 32 pixels in ten classes: 40 000 here for training, 10 000 for validation, 10 000 for the final test.
#
# Without a network the cell below falls back on a small stand-in: *drawn* pictures, not CIFAR-10, and it says so. All code works with it, but
# its figures mean nothing for the real pictures: hand in a run on the real ones.

data = load_data("cifar10", device="cpu")
print(data)
every = data.train.dataset_size // 16  # some from everywhere: they may be sorted by class
some = slice(0, 16 * every, every)
plots.image_grid(data.train.images[some], data.train.labels[some], class_names=data.class_names)


# The pictures stay bytes, which takes an eighth of the memory of `float64`; only the rows of one batch at a time become numbers, with mean 0 and standard deviation 1 per colour. Every
# epoch goes through the pictures in a new order. This is given, and so is everything else that training needs.

def check_labels(y, num_classes):
    """Return y, unless something in it is no class: those are 0 ... num_classes - 1."""
    y = np.asarray(y)
    if y.ndim != 1 or y.dtype.kind not in "iu":
        raise TypeError(
            f"labels are {y.dtype} of shape {y.shape}; expected whole numbers of shape (N,)"
        )
    if y.size and not (y.min() >= 0 and y.max() < num_classes):
        raise ValueError(
            f"labels go from {y.min()} to {y.max()}; expected 0 to {num_classes - 1}, "
            f"for there are {num_classes} classes"
        )
    return y


class Part:
    """Pictures and labels of one part of the data, handed out in batches of float64."""

    def __init__(self, loader):
        self.pixels = loader.images.numpy()
        self.y = check_labels(loader.labels.numpy(), len(data.class_names))
        self.mean = np.reshape(data.mean, (-1, 1, 1))
        self.std = np.reshape(data.std, (-1, 1, 1))

    def __len__(self):
        return len(self.y)

    def batch(self, at):
        """X (n, 3072) and y (n,) of the pictures at these places."""
        X = (self.pixels[at] / 255 - self.mean) / self.std
        return X.reshape(len(X), -1), self.y[at]

    def minibatches(self, batch_size, shuffle=False):
        """All pictures once, so many at a time."""
        order = np.random.permutation(len(self)) if shuffle else np.arange(len(self))
        for start in range(0, len(self), batch_size):
            yield self.batch(order[start : start + batch_size])


def measure(model, part):
    """Mean softmax loss and accuracy over a part of the data."""
    loss = right = 0.0
    for X, y in part.minibatches(500):
        scores, _ = model.forward(X)
        loss += softmax_loss(scores, y)[0] * len(y)
        right += (scores.argmax(axis=1) == y).sum()
    return loss / len(part), right / len(part)


class Optimizer:
    """Moves the parameters of a model, in place."""

    def __init__(self, parameters, learning_rate):
        self.parameters = parameters
        self.learning_rate = learning_rate

    def step(self, grads):
        """Go one step, given a gradient for each parameter."""
        raise NotImplementedError


class SGD(Optimizer):
    """Stochastic gradient descent: against the gradient, as far as the learning rate says."""

    def step(self, grads):
        if set(grads) != set(self.parameters):
            raise ValueError(
                f"gradients are named {sorted(grads)}; expected {sorted(self.parameters)}"
            )
        for name, grad in grads.items():
            self.parameters[name] -= self.learning_rate * grad


def train(
    num_train=4000,
    hidden_dim=16,
    batch_size=64,
    num_epochs=4,
    learning_rate=1e-5,
    reg=0.0,
    plot_file="plot.pdf",
    weight_scale=1e-2,
    seed=0,
):
    """Train a TwoLayerNet on CIFAR-10, draw how it went into `plot_file`: model, history."""
    np.random.seed(seed)
    num_train = min(num_train, data.train.dataset_size)
    train_part, val_part = Part(data.subset(num_train).train), Part(data.val)
    print(
        f"{num_train} training pictures, {hidden_dim} hidden units, batches of {batch_size}, "
        f"{num_epochs} epochs, learning rate {learning_rate:g}, reg {reg:g}"
    )
    input_dim = int(np.prod(data.image_shape))
    model = TwoLayerNet(input_dim, len(data.class_names), hidden_dim, weight_scale)
    optimizer = SGD(model.parameters(), learning_rate)
    history, began = History(), time.perf_counter()
    for epoch in range(1, num_epochs + 1):
        for X, y in train_part.minibatches(batch_size, shuffle=True):
            loss, grads = training_step(model, X, y, reg)
            optimizer.step(grads)
            if not loss < 1e6:  # nor is NaN
                raise FloatingPointError(
                    f"the loss is {loss:.3g} in epoch {epoch}; try a smaller learning rate"
                )
        (train_loss, train_accuracy), (val_loss, val_accuracy) = (
            measure(model, part) for part in (train_part, val_part)
        )
        history.append(
            {
                "epoch": epoch,
                "train_loss": train_loss,
                "val_loss": val_loss,
                "train_accuracy": train_accuracy,
                "val_accuracy": val_accuracy,
            }
        )
        print(
            f"epoch {epoch:3d}   loss {train_loss:.3f} training {val_loss:.3f} validation   "
            f"accuracy {train_accuracy:6.1%} training {val_accuracy:6.1%} validation   "
            f"{time.perf_counter() - began:5.0f} s"
        )
    history.plot().savefig(plot_file, bbox_inches="tight")
    print(f"the curves are in {plot_file} too")
    return model, history


# Here is a run with the default settings. Look at it: after four epochs the loss is where it was, at $\log 10 \approx 2.303$, and one picture in ten is right, which
# is what guessing gives. Nothing is broken. The settings are bad, on purpose.

default_model, default_history = train()


# **7a (5 points).** Find settings that work. Turn `num_train`, `hidden_dim`, `batch_size`, `num_epochs`, `learning_rate` and `reg`, run
# `train(...)` as often as you like (on a few thousand pictures while you search: that takes seconds), and **judge by the validation accuracy**. Reach at least 40 % on validation; well-chosen
# settings get to 45 % and more in about five minutes on a laptop.
#
# In the cell below, bind the run that you hand in: `model, history = train(...)`. Leave its output, with the settings, the last lines and the plot, in the notebook.
#
# *Hints.* Begin with the learning rate: change it by factors of ten until the loss moves, then until it jumps about or becomes infinite, and go back a little. Only then turn the
# others. If training is much better than validation, what could help? If both are poor, what could?
#

# YOUR CODE HERE
raise NotImplementedError()


# What has the first layer learnt? Every hidden unit has one weight for each number of a picture, so its weights are a picture themselves: bright where it
# likes much of that colour. Here are the units with the largest weights. The speckle is what is left of the random start; what stands out of it was learnt.

first = next(p for p in model.parameters().values() if p.shape[0] == np.prod(data.image_shape))
strongest = np.argsort(-np.square(first).sum(axis=0))[:24]
units = first[:, strongest].T.reshape(-1, *data.image_shape)
plots.image_grid(units / np.abs(units).max(axis=(1, 2, 3), keepdims=True) / 2 + 0.5, limit=24)


# **The final test.** The test pictures were kept away until now. Run this cell **once**, when you have decided: whoever tunes until the test accuracy looks good
# has used the test pictures for training, and has none left to find out how good the network really is.

loss, accuracy = measure(model, Part(data.test))
print(f"test loss {loss:.3f}, test accuracy {accuracy:.1%} on {data.test.dataset_size} pictures")


# **7b (5 points).** Report on your search, in about ten sentences: the settings you hand in, with their training, validation and test accuracy; what you tried before, in which
# order, and what each change did; how to read the plot (is the network still learning, does it overfit?); why the test set was used once only.
#

# YOUR ANSWER HERE

# ## 8 · Overfit on purpose (5 points)
#
# A network that cannot even learn a few pictures by heart is broken, or too small. So this is a good test of the whole machine: **reach at least 75 % training accuracy**, never mind
# the validation. With the right settings it takes less than a minute; 80 % and more is possible.
#
# Bind the run that you hand in: `overfit_model, overfit_history = train(..., plot_file="overfit.pdf")`, and leave its output in the notebook. Add a comment of one or two lines in the
# cell: which settings make a network overfit, and how does the plot show it?
#

# YOUR CODE HERE
raise NotImplementedError()


# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Hand in this notebook together with the other three of homework 4, with its plots in it.

handin.check()
