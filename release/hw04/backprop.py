# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw04/backprop.ipynb) and open it there with *File › Upload notebook*.

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


# # Homework 4 · Section 1a · Backpropagation, one operator at a time
#
# How does a network of millions of numbers know which of them to move, and which way? It asks one question of every operator
# it is made of: *if one of your inputs moved by a little, how far would your output move?* Each operator answers for itself,
# knowing nothing of the others. Passed on from the last operator to the first, the answers combine to the gradient of everything. That is
# **backpropagation**, and in this notebook you do it by hand, with plain numbers, until nothing about it is mysterious.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | *optional:* `f1`, a linear model and its squared error | – |
# | 2 | *optional:* `f2`, a function that uses a value twice | – |
# | 3 | `f3`, softmax and cross-entropy of two classes | 10 |
# | 4 | *optional:* `f4`, a graph of your own | – |
# | | **this notebook** | **10** |
#
# Homework 4 has four notebooks, 100 points in all: this one, `two_layer_net` (50), `part1_convnet` (30) and `part2_pretrained` (10).
#
# **The rule of section 1** (this notebook and the next): **NumPy only.** Your answers use NumPy and Python's standard library; a
# deep-learning library in an answer costs that question, for it would do the very thing you are here to understand.
#
# **How to work.** Go from top to bottom. Where a cell says `YOUR CODE HERE`, put your answer in
# that cell. The cell after each answer checks it as far as it may; more tests run when your work is graded. Any correct way
# is welcome: your own style, your own names for local variables. Cells that belong to the tests are locked; add as many
# cells of your own as you like.

# ## Set-up
#
# `gradcheck` compares a gradient that you worked out with one measured by small steps. `plots.computation_graph` draws a calculation.

import numpy as np

from helpers import gradcheck, handin, plots, testing


# ## A graph, forwards and backwards
#
# Take $g(a, b, c) = (a + b)\cdot c$. Broken into single operators it is a **computational graph**:
#
# - **Forwards**, from left to right, every operator works out its value. They stand in green *above* the names.
# - **Backwards**, from right to left, every name gets its gradient: by how much $g$ would grow if *this* value grew by a little (per unit).
#   They stand in red *below* the names. The last one is 1: $g$ grows with itself.
#
# Each operator needs only two things to pass a gradient on: the gradient that arrives at its output (the **upstream** gradient) and
# its own **local** derivative. It multiplies the two. That is the chain rule, and it is all there is.

def g(a, b, c):
    # Forwards.
    s = a + b
    g = s * c
    # Backwards: start with 1, and undo the steps in reverse.
    grad_g = 1.0
    grad_s = grad_g * c  # g = s * c: whoever moves s moves g by c times as much
    grad_c = grad_g * s
    grad_a = grad_s  # s = a + b: a sum hands its gradient on as it is
    grad_b = grad_s
    return g, (grad_a, grad_b, grad_c)


value, (grad_a, grad_b, grad_c) = g(-2.0, 5.0, -4.0)
plots.computation_graph(
    "s = a + b\ng = s * c",
    values={"a": -2, "b": 5, "c": -4, "s": 3, "g": value},
    gradients={"a": grad_a, "b": grad_b, "c": grad_c, "s": -4, "g": 1},
)


# Is that right? Measure it: move one input by a tiny $h$ in both directions, see how far $g$ moves, divide by $2h$. A **gradient check**
# does this for every input and prints the largest difference to what you worked out. Below `1e-9` is as good as equal.
#
# Mind what it cannot see: it only compares `g` with itself. If the *forward* pass is wrong, the gradients of a
# wrong function may still fit it perfectly. So compare the forward pass with known values as well; they are given for each part below.

gradcheck.check_function(g, -2.0, 5.0, -4.0)


# ## 1 · Optional: a linear model and its error (no points)
#
# $$ \hat y = x_1 w_1 + x_2 w_2 + b, \qquad d = \hat y - y, \qquad L = d^2 $$
#
# Two inputs, two weights, a bias, and the square of how far the guess is from the truth: the smallest network there is. Here is its graph,
# with the values of one example.

plots.computation_graph(
    """
    a1 = x1 * w1
    a2 = x2 * w2
    y_hat = a1 + a2 + b
    d = y_hat - y
    L = d ** 2
    """,
    values={
        "x1": 2, "w1": -1.5, "x2": 0.5, "w2": 4, "b": 1, "y": 2,
        "a1": -3, "a2": 2, "y_hat": 0, "d": -2, "L": 4,
    },
)  # fmt: skip


# **If you like:** write `f1(x1, w1, x2, w2, b, y)`. It returns `L` and a tuple of the six gradients, in the order of the arguments.
#
# | `x1` | `w1` | `x2` | `w2` | `b` | `y` | `L` |
# |---|---|---|---|---|---|---|
# | 2 | −1.5 | 0.5 | 4 | 1 | 2 | 4 |
# | 1 | 1 | 1 | 1 | 1 | 5 | 4 |
# | 3 | 0.5 | −2 | 0.25 | 0 | 0 | 1 |
#
# *Hint:* write one line for each arrow of the graph, backwards. Keep the name of what the gradient belongs to: `grad_d`, `grad_y_hat`, …

def f1(x1, w1, x2, w2, b, y):
    """A linear model's squared error: L, (grad_x1, grad_w1, grad_x2, grad_w2, grad_b, grad_y)."""
    # YOUR CODE HERE
    raise NotImplementedError()


try:
    f1(2.0, -1.5, 0.5, 4.0, 1.0, 2.0)
except NotImplementedError:
    print("Optional part left out: nothing is lost.")
else:
    for inputs, L in (
        ((2.0, -1.5, 0.5, 4.0, 1.0, 2.0), 4.0),
        ((1.0, 1.0, 1.0, 1.0, 1.0, 5.0), 4.0),
        ((3.0, 0.5, -2.0, 0.25, 0.0, 0.0), 1.0),
    ):
        testing.check_close(f1(*inputs)[0], L, "L should be the squared error of the linear model")
        check = gradcheck.check_function(f1, *inputs)
        assert check.passed(1e-9), "The six gradients of f1 should agree with the measured ones"
    print(check)


# ## 2 · Optional: a value that is used twice (no points)
#
# $$ d = 2x, \qquad e = \exp d, \qquad t = e - 1, \qquad b = e + 1, \qquad y = \frac{t}{b} $$
#
# You know this function by another name. Its graph shows something new: from $e$ two arrows leave.

plots.computation_graph(
    """
    d = 2 * x
    e = exp(d)
    t = e - 1
    b = e + 1
    y = t / b
    """
)


# If $e$ grows a little, $y$ hears of it along two paths, and the two effects add up. So: **where a value is used several times, the gradients
# that come back are added.** Forget one of them, and the check below will tell.
#
# **If you like:** write `f2(x)`. It returns `y` and a tuple with one gradient, `(grad_x,)`. *Hint:* the quotient $t/b$ has two local
# derivatives, $1/b$ and $-t/b^2$.
#
# | `x` | 0 | 0.5 | −1 |
# |---|---|---|---|
# | `y` | 0 | 0.462117 | −0.761594 |

def f2(x):
    """Hyperbolic tangent, step by step: y, (grad_x,)."""
    # YOUR CODE HERE
    raise NotImplementedError()


try:
    f2(0.0)
except NotImplementedError:
    print("Optional part left out: nothing is lost.")
else:
    for x in (0.0, 0.5, -1.0):
        testing.check_close(f2(x)[0], np.tanh(x), "y should be the value that the five steps give")
        check = gradcheck.check_function(f2, x)
        assert check.passed(1e-9), "The gradient of f2 should agree with the measured one"
    print(check)


# ## 3 · Softmax and cross-entropy of two classes (10 points)
#
# Now the function with which almost every classifier ends. Two scores $s_1, s_2$, one for each class, become probabilities, and the loss
# is large if the true class $y$ (1 or 2) got a small one:
#
# $$ e_1 = \exp s_1, \quad e_2 = \exp s_2, \quad d = e_1 + e_2, \quad p_1 = \frac{e_1}{d}, \quad p_2 = \frac{e_2}{d}, \qquad
# p = \begin{cases} p_1 & y = 1 \\ p_2 & y = 2 \end{cases}, \qquad L = -\log p $$

plots.computation_graph(
    """
    e1 = exp(s1)
    e2 = exp(s2)
    d = e1 + e2
    p1 = e1 / d
    p2 = e2 / d
    p = choose(p1, p2, y)
    L = -log(p)
    """
)


# What happens at `choose`? Forwards it lets one of its inputs through. Backwards it hands the gradient to that one; the other had no part in the
# result, so it gets 0. There is no gradient for $y$: a class is not a quantity that could grow a little.
#
# **Your task.** Write `f3(s1, s2, y)` for two numbers and `y`, which is 1 or 2 (nothing else will come). It returns `L` and
# the tuple `(grad_s1, grad_s2)`: how $L$ changes with either score. Five points are for the forward pass, five for the gradients.
#
# | `s1` | `s2` | `y` | `L` | gradients |
# |---|---|---|---|---|
# | 0 | 0 | 1 | 0.693147 | −0.5, 0.5 |
# | 0 | 0 | 2 | 0.693147 | 0.5, −0.5 |
# | 1 | 3 | 1 | 2.126928 | |
# | 1 | 3 | 2 | 0.126928 | |
#
# *Hint:* count the arrows that leave $e_1$, $e_2$ and $d$. You may simplify by hand as much as you like before you write code: what counts is
# what comes out.

def f3(s1, s2, y):
    """Cross-entropy of two scores, y in {1, 2}: L, (grad_s1, grad_s2)."""
    # YOUR CODE HERE
    raise NotImplementedError()


for_class_1 = gradcheck.check_function(lambda s1, s2: f3(s1, s2, 1), 1.0, 3.0)
for_class_2 = gradcheck.check_function(lambda s1, s2: f3(s1, s2, 2), 1.0, 3.0)
print("y = 1", for_class_1, "", "y = 2", for_class_2, sep="\n")


def watch_f3(s1, s2, y):
    found = f3(s1, s2, y)
    # Tuples with names and the like are tuples too.
    if isinstance(found, tuple | list):
        return [list(part) if isinstance(part, tuple | list) else part for part in found]
    return found


def libraries_used(others):
    return testing.libraries_reached(f3, but=others)


result = testing.probe(watch_f3, 0.0, 0.0, 1)
assert type(result) is list and len(result) == 2, (
    "f3 should return two things: L and a tuple of gradients"
)
samples = ((0, 0, 1, 0.693147), (0, 0, 2, 0.693147), (1, 3, 1, 2.126928), (1, 3, 2, 0.126928))
for s1, s2, y, L in samples:
    found = testing.probe(watch_f3, float(s1), float(s2), y)[0]
    assert found > 0, "L = −log p is positive, for p is below 1: mind the sign"
    assert abs(found - (2.253856 - L)) > 1e-4 or s1 == s2, (
        "L should look at the class y: y = 1 stands for the first score, y = 2 for the second"
    )
    testing.check_close(found, L, "L should be −log p, with the natural logarithm: see the table")
used = testing.probe(libraries_used, ["f1", "f2", "f4", "f4_graph"])
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: f3 should use no other library"


def watch_f3(s1, s2, y):
    found = f3(s1, s2, y)
    # Tuples with names and the like are tuples too.
    if isinstance(found, tuple | list):
        return [list(part) if isinstance(part, tuple | list) else part for part in found]
    return found


def libraries_used(others):
    return testing.libraries_reached(f3, but=others)


gradients = testing.probe(watch_f3, 0.0, 0.0, 1)[1]
assert type(gradients) is list and len(gradients) == 2, (
    "f3 should return its gradients as a tuple of two: (grad_s1, grad_s2)"
)
testing.check_close(
    gradients, [-0.5, 0.5], "For equal scores and y = 1 the gradients are −0.5 and 0.5"
)
testing.check_close(
    testing.probe(watch_f3, 0.0, 0.0, 2)[1],
    [0.5, -0.5],
    "For equal scores and y = 2 the gradients are 0.5 and −0.5",
)
used = testing.probe(libraries_used, ["f1", "f2", "f4", "f4_graph"])
assert set(used) <= {"numpy"}, "Section 1 is NumPy only: f3 should use no other library"


# ## 4 · Optional: a graph of your own (no points)
#
# Make up a function with **five operators or more** and any number of inputs: a neuron with a sigmoid, the distance of two points, the
# volume of a doughnut, whatever you want to see differentiated.
#
# **If you like:** write
#
# - `f4_graph()`, which returns the steps as a text (as in the pictures above) and a tuple of inputs to try it with,
# - `f4(...)`, which takes those inputs and returns the value and a tuple with one gradient for each.
#
# The cell below draws your graph, with the values of your gradients in red, and checks them. Here an error above `1e-8` need not mean that you are wrong:
# a measured gradient loses digits where a function is very steep or its values are large. An error above `1e-4` does.

def f4_graph():
    """The steps of my function, and inputs to try it with."""
    # YOUR CODE HERE
    raise NotImplementedError()


def f4(*inputs):
    """My function: its value, and a tuple with one gradient for each input."""
    # YOUR CODE HERE
    raise NotImplementedError()


try:
    steps, inputs = f4_graph()
    value, gradients = f4(*inputs)
except NotImplementedError:
    print("Optional part left out: nothing is lost.")
else:
    nodes, _ = plots.graph.read_steps(steps)
    operators = sum(node.kind == "operator" for node in nodes)
    assert operators >= 5, "The graph of f4 should have five operators or more"
    names = [node.label for node in nodes if node.kind == "input"]
    assert len(names) == len(inputs), "f4_graph() should return one number for each input"
    check = gradcheck.check_function(f4, *inputs, names=names)
    print(f"{operators} operators; f4 = {value:.6g}", check, sep="\n")
    by_name = dict(zip(names, inputs, strict=True))
    plots.computation_graph(
        steps, values=by_name, gradients=dict(zip(names, gradients, strict=True))
    )
    assert check.passed(1e-4), "The gradients of f4 should agree with the measured ones"


# ## Hand in
#
# 1. Run everything once from a fresh start (*Kernel → Restart and run all*; in Colab *Runtime → Restart session and run all*) and **save**.
# 2. Run the cell below: it reads the saved file and says what is still missing.
# 3. Go on with `two_layer_net`: there the same steps are done by matrices, and something learns.

handin.check()
