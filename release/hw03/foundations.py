# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw03/foundations.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 3 · Parts 1, 2, 3 and 5: what a loss measures, what a loop does, which model to choose
#
# A network is trained by three things that fit on one page: a number that says how wrong it is, a rule that says in which direction to
# move, and a loop that does it again and again. In this notebook you take all three apart, with a pencil as much as with a keyboard. In
# `autoencoders.ipynb` you then build with them.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | cross-entropy by hand, its slope, and where the softmax is | 30 |
# | 2 | the training loop of an autoencoder, blank by blank | 20 |
# | 3 | a PyTorch refresher | 35 |
# | 5 | choose a model for data that are not pictures | 30 |
# | | **this notebook** | **115** |
# | 4 | three networks for the same digits, in `autoencoders.ipynb` | 85 |
# | | **total** | **200** |

# > **No AI tools in this notebook.** Parts 1, 2, 3 and 5 are for you alone: no chat assistant, no code completion by a model (in Colab: *Settings → AI
# > assistance*, switch it off for this file). Paper, a pocket calculator and your notes are welcome. In part 3 you may look things up in PyTorch's manual.
# > Part 4, in the other notebook, has its own rule.

# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE` or `YOUR ANSWER HERE`, put your answer in that cell. The cell after each
# coded answer checks it as far as it may; more tests run when your work is graded. Any correct way is welcome. A question you leave open costs its own points only.

import importlib

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from helpers import autoencoders, handin, load_data, plots, runtime, testing

device = runtime.setup(seed=0)


# ## 1 · What a loss measures (30 points)
#
# A network with 784 inputs, 64 hidden units and ten outputs has looked at the picture of a **3**. After the softmax its ten outputs $\hat y_0, \dots, \hat y_9$ are
# probabilities, one for each digit. The label is the vector $y$ that is 1 at the true digit and 0 everywhere else. The **cross-entropy** of the two is
#
# $$ \mathrm{CE}(\hat y, y) = -\sum_{k=0}^{9} y_k \ln \hat y_k . $$

digit = 3
y_hat = [0.10, 0.10, 0.00, 0.40, 0.05, 0.05, 0.05, 0.05, 0.10, 0.10]
print("the probabilities add up to", round(sum(y_hat), 6))


figure, axes = plt.subplots(figsize=(5, 2))
axes.bar(range(10), y_hat, color=["tab:orange" if k == digit else "tab:blue" for k in range(10)])
axes.set_xticks(range(10))
axes.set_xlabel("digit")
axes.set_ylabel("probability")
axes.set_title("what the network thinks of the picture of a 3");


# **1A (10 points).** What is the cross-entropy of this prediction, for the digit 3? Write the number into `loss_of_three`; by hand or calculated here, as you like, to
# at least two decimals.
#
# *Hint:* how many of the ten terms of the sum are not zero? And one of them has a trap for computers: what is $0 \cdot \ln 0$?

# loss_of_three: the cross-entropy of y_hat for the digit 3, one number
# YOUR CODE HERE
raise NotImplementedError()


number = testing.as_array(loss_of_three, "1A: loss_of_three should be one number")
assert number.size == 1, "1A: loss_of_three should be one number: the loss of one picture"
testing.check_finite(
    number,
    "1A: the loss should be a finite number: digits are counted from 0, and 0 · ln 0 counts as 0",
)


number = testing.as_array(loss_of_three, "1A: loss_of_three should be one number")
assert number.size == 1, "1A: loss_of_three should be one number: the loss of one picture"
testing.check_finite(number, "1A: the loss should be a finite number: 0 · ln 0 counts as 0")


# **1B (12 points).** The optimiser does not see the loss, it sees its **slope**: by how much does the loss change when one output $\hat y_k$ changes a little? Compare the
# cross-entropy with the mean squared error between $\hat y$ and $y$. Books write the latter in three ways, and so the slope differs by a factor:
#
# | `mse_convention` | formula |
# |---|---|
# | `"sum"` | $\sum_k (\hat y_k - y_k)^2$ |
# | `"mean"` | $\frac{1}{10} \sum_k (\hat y_k - y_k)^2$ |
# | `"half"` | $\frac{1}{2} \sum_k (\hat y_k - y_k)^2$ |
#
# **Which one do you use?** All three are accepted: name yours in `mse_convention`. Then give
#
# - the formula: `mse_derivative(y_hat_k, y_k)` takes two numbers, $\hat y_k$ and $y_k$, and returns $\partial\,\mathrm{MSE} / \partial \hat y_k$;
# - the value of it at $\hat y_3 = 0.9$, $y_3 = 1$, in `mse_slope`.

def mse_derivative(y_hat_k, y_k):
    """The derivative of the mean squared error of ten outputs by one of them, ŷ_k."""
    # YOUR CODE HERE
    raise NotImplementedError()


# mse_convention: "sum", "mean" or "half"
# mse_slope: the value of the derivative at ŷ_3 = 0.9, y_3 = 1
# YOUR CODE HERE
raise NotImplementedError()


assert mse_convention in ("sum", "mean", "half"), (
    '1B: mse_convention should be one of the texts "sum", "mean" and "half"'
)
testing.check_close(
    mse_derivative(0.7, 0.7), 0.0, "1B: where an output is right, the squared error has no slope"
)


slope = testing.as_array(mse_slope, "1B: mse_slope should be one number")
assert slope.size == 1, "1B: mse_slope should be one number"


# Now the same for the cross-entropy, as it stands above: a function of the probabilities $\hat y_k$ (not of the logits).
#
# - `cross_entropy_derivative(y_hat_k, y_k)` returns $\partial\,\mathrm{CE} / \partial \hat y_k$;
# - `cross_entropy_slope` is its value at $\hat y_3 = 0.9$, $y_3 = 1$, to two decimals or more.

def cross_entropy_derivative(y_hat_k, y_k):
    """The derivative of the cross-entropy by one output ŷ_k."""
    # YOUR CODE HERE
    raise NotImplementedError()


# cross_entropy_slope: the value of the derivative at ŷ_3 = 0.9, y_3 = 1
# YOUR CODE HERE
raise NotImplementedError()


twice = [testing.as_array(cross_entropy_derivative(p, 1.0), "1B: a number") for p in (0.2, 0.8)]
assert twice[0] != twice[1], "1B: the slope of the cross-entropy should depend on the probability ŷ"


slope = testing.as_array(cross_entropy_slope, "1B: cross_entropy_slope should be one number")
assert slope.size == 1, "1B: cross_entropy_slope should be one number"


# **1B, compared (3 points).** Which of the two slopes is larger in size, at ŷ₃ = 0.9 and y₃ = 1? And at ŷ₃ = 0.01, where the network is badly wrong? Why is a large slope good there?
#

# YOUR ANSWER HERE

# **1B, why (3 points).** Why is cross-entropy, and not the mean squared error, the usual loss of a classifier? Give two reasons.
#

# YOUR ANSWER HERE

# **1C (5 points).** In PyTorch a classifier that is trained with `nn.CrossEntropyLoss` ends with a linear layer, *without* a softmax layer. Why? What would happen with one?
#

# YOUR ANSWER HERE

# **1C, continued (3 points).** But should the outputs of a classifier not add up to 1? How do you get probabilities when you want them, and do you need them to find the predicted digit?
#

# YOUR ANSWER HERE

# ## 2 · The loop, blank by blank (20 points)
#
# An **autoencoder** turns a picture into a few numbers and back into a picture. This one has 784 inputs and 784 outputs, and its last function is a sigmoid, so that **all outputs lie
# between 0 and 1**, as the pixels do. Here is its training loop, with seven blanks:
#
# ```
# loss_function = ___________________________   (a)  which loss?
# for epoch in range(epochs):
#     _______________________________________   (b)  which mode?
#     for pictures, labels in loader:
#         x = _______________________________   (c)  (N, 1, 28, 28) → (N, 784)
#         output = model(x)
#         loss = ____________________________   (d)  compare what with what?
#         ___________________________________   (e)  gradients
#         ___________________________________   (f)  a step
#         ___________________________________   (g)  no old gradients
# ```
#
# **2A (14 points, 2 for each blank).** Fill them in. The blanks (a) to (f) are one line each; here each becomes the body of a little function, so that you can try it and it is graded by itself. In (g) you see
# the whole loop again, with your six functions in it. This loop is written by hand: `helpers.fit` is no answer in this part.

# **(a)** Return a loss that tells how far a reconstruction is from its picture, one number for the whole batch. More than one is right.

def make_reconstruction_loss():
    """(a) The loss: loss(output, x) -> one number; both (N, 784), from 0 to 1."""
    # YOUR CODE HERE
    raise NotImplementedError()


def reconstruction_loss_of(output, x):
    """The loss of an output for a batch of pictures, both (N, 784)."""
    try:
        return make_reconstruction_loss()(output, x)
    except NotImplementedError:
        raise
    except (RuntimeError, TypeError):
        return None


loss = testing.probe(reconstruction_loss_of, torch.rand(3, 784), torch.rand(3, 784))
assert loss is not None, (
    "2A (a): loss(output, x) should work for two batches: is it the class, or an object made from it?"
)
testing.check_shape(loss, (), "2A (a): the loss of a batch should be one number")



# **(b)** Before each epoch the network is put into the right mode, because it was measured on validation pictures in between.

def set_mode(model):
    """(b) Put the network into the mode for training."""
    # YOUR CODE HERE
    raise NotImplementedError()


def parts_afterwards():
    """How many parts a network has after set_mode."""
    network = nn.Sequential(nn.Linear(4, 4), nn.Dropout())
    set_mode(network)
    return len(list(network.modules()))


assert testing.probe(parts_afterwards) == 3, (
    "2A (b): set_mode(model) should leave the network as it is built"
)



# **(c)** The network takes rows of 784 numbers, the loader gives pictures `(N, 1, 28, 28)`. The last batch may be smaller than the others.

def to_rows(pictures):
    """(c) Pictures (N, 1, 28, 28) -> rows of pixels (N, 784)."""
    # YOUR CODE HERE
    raise NotImplementedError()


rows = to_rows(torch.rand(4, 1, 28, 28))
assert isinstance(rows, torch.Tensor), (
    "2A (c): to_rows(pictures) should return the rows as one tensor: did you forget the return?"
)
print("shape of four pictures as rows:", tuple(rows.shape))


# **(d)** Four things are at hand: the loss function from (a), the network's `output`, its input `x`, and the `labels`. Call the loss function on the right two.

def compute_loss(loss_function, output, x, labels):
    """(d) The loss of a batch; output and x are (N, 784), labels (N,)."""
    # YOUR CODE HERE
    raise NotImplementedError()


def called_with(output, x, labels):
    """What comes of it when the loss function is a made-up one."""
    # Its arguments are called as those of PyTorch's own losses are.
    return compute_loss(lambda input, target: input.sum() + 2 * target.sum(), output, x, labels)


loss = testing.probe(called_with, torch.rand(6, 784), torch.rand(6, 784), torch.arange(6))
testing.check_shape(loss, (), "2A (d): the loss of a batch should be one number")



# **(e)** From the loss, the gradient of every parameter.

def compute_gradients(loss):
    """(e) Compute the gradients of all parameters that the loss depends on."""
    # YOUR CODE HERE
    raise NotImplementedError()


def gradients_of(weight, x):
    """What (e) leaves in a parameter, and in its gradient, for the loss Σ w² x."""
    parameter = nn.Parameter(weight)
    compute_gradients((parameter**2 * x).sum())
    return {"gradient": parameter.grad, "weight": parameter}


seen = testing.probe(gradients_of, torch.tensor([1.0, 2.0]), torch.tensor([3.0, -1.0]))
print("the gradient of [1, 2]:", seen["gradient"])
assert len(seen["weight"]) == 2, (
    "2A (e): compute_gradients(loss) should leave the parameters in place"
)


# **(f)** The gradients are there. Now the parameters move.

def take_step(optimizer):
    """(f) Let the optimiser move the parameters."""
    # YOUR CODE HERE
    raise NotImplementedError()


def place_after_step(gradient, lr):
    """Where two parameters lie after (f), from 1, with plain gradient descent."""
    parameters = [nn.Parameter(torch.ones_like(gradient)) for _ in range(2)]
    for parameter in parameters:
        parameter.grad = gradient.clone()
    take_step(torch.optim.SGD(parameters, lr=lr))
    return [parameter.detach() for parameter in parameters]


places = testing.probe(place_after_step, torch.tensor([1.0, -2.0]), 0.1)
assert len(places) == 2, (
    "2A (f): take_step(optimizer) should leave the parameters where they belong"
)
print("from [1, 1] to", places[0].tolist())



# **(g)** PyTorch *adds* new gradients to those that are already there. So they must be cleared once per batch. *Where* does it do no harm, and where would it do the greatest harm? More than one
# place is right. Below stands the whole loop; complete the end of it with your functions from (e) and (f), and with clearing the gradients.

def train_autoencoder(model, loader, optimizer, epochs=1):
    """Train an autoencoder on batches (pictures, labels)."""
    loss_function = make_reconstruction_loss()  # (a)
    for epoch in range(epochs):
        set_mode(model)  # (b)
        for pictures, labels in loader:
            x = to_rows(pictures)  # (c)
            output = model(x)
            loss = compute_loss(loss_function, output, x, labels)  # (d)
            # compute_gradients(loss) is (e), take_step(optimizer) is (f); where do you clear, (g)?
            # YOUR CODE HERE
            raise NotImplementedError()
        print(f"epoch {epoch + 1:2d}: loss of the last batch {loss.item():.4f}")


assert callable(train_autoencoder), (
    "2A (g): train_autoencoder should be the function that holds the loop"
)



# Does it learn? Your loop trains a small autoencoder, 784 → 32 → 784: every picture has to pass through 32 numbers.

runtime.seed_everything(0)
digits = load_data("mnist", batch_size=64, seed=0, device=device, mean=[0.0], std=[1.0])
small_autoencoder = nn.Sequential(
    nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid()
).to(device)
optimizer = torch.optim.Adam(small_autoencoder.parameters(), lr=0.003)
train_autoencoder(small_autoencoder, digits.train, optimizer, epochs=30 if digits.is_sample else 5)


inputs, outputs = autoencoders.reconstruct(
    nn.Sequential(nn.Flatten(), small_autoencoder), digits.test
)
plots.reconstructions(inputs, {"32 numbers": outputs})


# **2B, what (3 points).** What does this network learn, although it never sees a label? What are the 32 numbers in the middle, and what would you expect of a picture of a shoe?
#

# YOUR ANSWER HERE

# **2B, why (3 points).** Why is the loss that you chose in (a) a good one here? And why not the cross-entropy between ten classes?
#

# YOUR ANSWER HERE

# ## 3 · A refresher (35 points)
#
# Seven short questions, five points each. You may look into PyTorch's manual, but not ask an AI.
#
# Three of them ask where something lives. Answer with its full path as text, such as `"torch.nn.Linear"`, or with the thing itself, such as `torch.nn.Linear`. This little function looks it up:

def look_up(place):
    """Import what a text such as "torch.nn.Linear" names, and say what it is really called."""
    found = place
    if isinstance(place, str):
        match place.partition("(")[0].split():  # without the brackets of a call
            case ["from", module, "import", name, *_]:  # the line that one would write
                parts = [*module.split("."), name]
            case ["import", module, *_]:
                parts = module.split(".")
            case words:
                parts = "".join(words).split(".")
        for cut in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:cut]))
                for name in parts[cut:]:
                    found = getattr(found, name)
                break
            except (ImportError, AttributeError, TypeError, ValueError):
                found = None
    if found is None:
        return "nothing"
    if isinstance(found, type(importlib)):
        return f"module {found.__name__}"
    kind = found if isinstance(found, type) or hasattr(found, "__qualname__") else type(found)
    return f"{kind.__module__}.{kind.__qualname__}"


print(look_up("torch.nn.Linear"), "·", look_up(torch.nn.Linear), "·", look_up("torch.linear"))


# **3A (5 points).** You want to load MNIST with PyTorch's own tools, not with this course's. Where does it live?

# mnist_place: where the data set MNIST lives, as text or as the thing itself
# YOUR CODE HERE
raise NotImplementedError()


def mnist_place_found():
    """What the answer names."""
    return look_up(mnist_place)


found = testing.probe(mnist_place_found)
print("found:", found)
assert found != "nothing", "3A: the answer should name something that can be imported"


# **3B (5 points).** Where does the optimiser Adam live?

# adam_place: where Adam lives, as text or as the thing itself
# YOUR CODE HERE
raise NotImplementedError()


def adam_place_found():
    """What the answer names."""
    return look_up(adam_place)


found = testing.probe(adam_place_found)
print("found:", found)
assert found != "nothing", "3B: the answer should name something that can be imported"


# **3C (5 points).** A data set gives one picture at a time. What of PyTorch makes shuffled batches of it?

# batching_place: what shuffles and batches, as text or as the thing itself
# YOUR CODE HERE
raise NotImplementedError()


def batching_place_found():
    """What the answer names."""
    return look_up(batching_place)


found = testing.probe(batching_place_found)
print("found:", found)
assert found != "nothing", "3C: the answer should name something that can be imported"


# **3D (5 points).** Somebody deletes line (e) of the loop above, the one that computes the gradients. Does an error appear? What happens to parameters and loss, and how would you notice?
#

# YOUR ANSWER HERE

# **3E (5 points).** Why must the gradients be cleared in the loop? What would the optimiser follow without it? Name a situation in which *not* clearing them after every batch is useful.
#

# YOUR ANSWER HERE

# **3F (5 points).** What do dropout and batch normalisation do in training mode, and what in evaluation mode? What goes wrong if the mode is wrong?
#

# YOUR ANSWER HERE

# **3G (5 points).** The function below reads the digits in test pictures with a trained network, but a line is missing: with some networks, it gives other answers when it is called again. Add what is missing.

def read_digits(model, pictures):
    """The digits that a trained network reads in test pictures: (N, 1, 28, 28) -> (N,)."""
    # the missing line
    # YOUR CODE HERE
    raise NotImplementedError()
    logits = model(pictures)
    return logits.argmax(dim=1)


def digits_of(pictures):
    """What an untrained network reads."""
    network = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    with torch.enable_grad():  # what read_digits changes for good, ends here
        return read_digits(network, pictures)


testing.check_shape(
    testing.probe(digits_of, torch.rand(40, 1, 28, 28)),
    (40,),
    "3G: forty pictures should give forty digits",
)



# ## 5 · Which model? (30 points)
#
# Now data that are not pictures. A hospital records **8 measurements** of a patient (pulse, blood pressure, temperature, …) at **50 points in time**, one every ten minutes. From this table of 50 × 8 numbers it wants to know: will the patient need intensive
# care within a day, yes or no? There are some thousand patients with known outcome. The picture shows a made-up one.

generator = np.random.default_rng(5)
table = generator.normal(size=(50, 8)).cumsum(axis=0)
figure, axes = plt.subplots(figsize=(7, 2))
shown = axes.imshow(table.T, aspect="auto", cmap="coolwarm")
axes.set_xlabel("point in time")
axes.set_ylabel("measurement")
figure.colorbar(shown, label="value");


# **5A (5 points).** The first idea is an MLP on the table, flattened to 400 numbers. What does such a network *not* know about the table? Explain with an example: what happens if the same
# event, say a sudden drop of the pulse, comes ten points later?
#

# YOUR ANSWER HERE

# **5A, continued (5 points).** How many weights has the first layer of an MLP with 128 hidden units here, and how many has a one-dimensional convolution over time with 128 filters of length 5? (Without biases.) What follows, with some thousand patients?
# And what if another hospital records 80 points in time?
#

# YOUR ANSWER HERE

# **5B (5 points).** When would a convolutional network be *most* effective on such data? Describe a kind of sign in the data for which it is made, which way the filters run, and why it then works well.
#

# YOUR ANSWER HERE

# **5B, continued (5 points).** And when would it be *least* effective? Give two different situations, each with the reason.
#

# YOUR ANSWER HERE

# **5C (5 points).** Name another family of models, neither MLP nor CNN, that suits these data. How does it read the table, why does it suit, and what is a weakness of it?
#

# YOUR ANSWER HERE

# **5C, continued (5 points).** Name a second family, really different from the first. Again: how it reads the table, why it suits, a weakness. Which of your two would you try first here, and why?
#

# YOUR ANSWER HERE

# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Hand in this file, `foundations.ipynb`, together with `autoencoders.ipynb`.

handin.check()
