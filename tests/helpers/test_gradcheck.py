import numpy as np
import pytest

from helpers.gradcheck import check_classifier, check_function, check_layer, numeric_gradient

RNG = np.random.default_rng(0)
X, W, B = RNG.normal(size=(5, 4)), RNG.normal(size=(4, 3)), RNG.normal(size=3)


def fc_forward(x, w, b):
    return x @ w + b, (x, w, b)


def fc_backward(grad_out, cache):
    x, w, _ = cache
    return grad_out @ w.T, x.T @ grad_out, grad_out.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(grad_out, cache):
    return grad_out * (cache > 0)


def softmax_loss(x, y):
    x = x - x.max(axis=1, keepdims=True)
    log = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
    rows = np.arange(len(x))
    grad = np.exp(log)
    grad[rows, y] -= 1
    return -log[rows, y].mean(), grad / len(x)


class TwoLayerNet:
    def __init__(self, seed=0, hidden=6):
        rng = np.random.default_rng(seed)
        self.W1, self.b1 = rng.normal(size=(4, hidden)), rng.normal(size=hidden)
        self.W2, self.b2 = rng.normal(size=(hidden, 3)), rng.normal(size=3)

    def parameters(self):
        return {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

    def forward(self, x):
        hidden, first = fc_forward(x, self.W1, self.b1)
        active, relu = relu_forward(hidden)
        scores, second = fc_forward(active, self.W2, self.b2)
        return scores, (first, relu, second)

    def backward(self, grad_scores, cache):
        first, relu, second = cache
        grad, w2, b2 = fc_backward(grad_scores, second)
        _, w1, b1 = fc_backward(relu_backward(grad, relu), first)
        return {"W1": w1, "b1": b1, "W2": w2, "b2": b2}


@pytest.mark.parametrize("seed", range(10))
def test_right_layers_stay_below_a_billionth(seed):
    x = np.random.default_rng(seed).normal(size=(6, 4))
    assert check_layer(fc_forward, fc_backward, x, W, B).max_error < 1e-9
    assert check_layer(relu_forward, relu_backward, x).max_error < 1e-9
    y = np.arange(6) % 4
    assert check_function(lambda x: softmax_loss(x, y), x).max_error < 1e-9


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("loss", [None, softmax_loss])
def test_right_classifiers_stay_below_a_ten_billionth(seed, loss):
    x = np.random.default_rng(seed + 100).normal(size=(7, 4))
    check = check_classifier(TwoLayerNet(seed), x, np.arange(7) % 3, loss=loss)
    assert check.max_error < 1e-10
    assert list(check.errors) == ["W1", "b1", "W2", "b2"]


def test_a_kink_nearby_does_no_harm():
    x = np.array([1e-4, -2e-4, 3e-5, 0.4, -3e-6])
    assert check_layer(relu_forward, relu_backward, x).max_error < 1e-9


def test_huge_scores_are_differentiated_too():
    scores = np.array([[1e4, 1e4 - 1.0, 0.0]])
    assert check_function(lambda x: softmax_loss(x, np.array([1])), scores).max_error < 1e-6


def test_plain_numbers_stay_plain_numbers():
    seen = []

    def f(a, b):
        seen.append(type(a))
        return a * b, (b, a)

    assert check_function(f, 2.0, 3).passed(1e-9)
    assert set(seen) == {float}


WRONG_LAYERS = {
    "transposed": lambda g, c: (g @ c[1].T, (g.T @ c[0]).T + 0 * c[1], g.sum(0)),
    "bias not summed": lambda g, c: (g @ c[1].T, c[0].T @ g, g[0]),
    "twice": lambda g, c: (g @ c[1].T, 2 * (c[0].T @ g), g.sum(0)),
    "sign": lambda g, c: (-(g @ c[1].T), c[0].T @ g, g.sum(0)),
    "zero": lambda g, c: (g @ c[1].T, c[0].T @ g, 0 * c[2]),
}
TOLD = {
    "bias not summed": "b has the largest error",
    "twice": "w has the largest error, 0.5 at .*every entry should be 0.5 times",
    "sign": "x has the largest error, 2 at .*sign is wrong everywhere",
    "zero": "b has the largest error, 1 at .*zero everywhere",
}


@pytest.mark.parametrize("mistake", TOLD)
def test_where_the_mistake_is_and_what_it_may_be(mistake):
    check = check_layer(fc_forward, WRONG_LAYERS[mistake], X, W, B)
    assert not check.passed(1e-3)
    with pytest.raises(AssertionError, match=TOLD[mistake]):
        check.require(1e-9)


def test_a_single_wrong_entry_is_pointed_out():
    def backward(grad_out, cache):
        x, w, b = fc_backward(grad_out, cache)
        w[2, 1] += 0.25
        return x, w, b

    check = check_layer(fc_forward, backward, X, W, B)
    assert check.worst == ("w", (2, 1))
    assert "at [2, 1]: by hand" in repr(check)
    by_hand, numeric = check.gradients["w"]
    assert by_hand[2, 1] - numeric[2, 1] == pytest.approx(0.25)


def test_a_square_gradient_that_is_transposed_is_called_so():
    check = check_layer(lambda w: (X @ w, w), lambda g, w: (X.T @ g).T, RNG.normal(size=(4, 4)))
    assert "transposed" in check.where


def test_nan_is_the_worst_entry():
    check = check_layer(relu_forward, lambda g, c: np.where(c > 0, g, np.nan), X)
    assert check.max_error == np.inf
    assert np.isnan(check.gradients["x"][0][check.worst[1]])


def in_place_forward(x):
    x[x < 0] = 0
    return x, x


def changes_input(grad_out, cache):
    cache[0][0, 0] = 9
    return fc_backward(grad_out, cache)


def changes_gradient(grad_out, cache):
    grad_out *= cache > 0
    return grad_out


@pytest.mark.parametrize(
    ("forward", "backward", "inputs", "message"),
    [
        (in_place_forward, relu_backward, [X], r"forward changed x in place: at \[\d, \d\]"),
        (fc_forward, changes_input, [X, W, B], r"backward changed x in place: at \[0, 0\]"),
        (relu_forward, changes_gradient, [X], "backward changed grad_out in place"),
        (relu_forward, lambda g, c: g[0], [X], r"gradient of x has shape \(4,\), but x has"),
        (lambda w: (X @ w, 0), lambda g, c: g.T @ X, [W], r"transposed\?"),
        (fc_forward, lambda g, c: (g, g), [X, W, B], "2 gradients; expected 3: one each for x, w"),
    ],
)
def test_what_is_not_a_layer_is_told(forward, backward, inputs, message):
    with pytest.raises(ValueError, match=message):
        check_layer(forward, backward, *[one.copy() for one in inputs])


@pytest.mark.parametrize(
    ("forward", "backward", "x", "message"),
    [
        (relu_forward, relu_backward, np.arange(3), "x is an array of int.*expected float64"),
        (relu_forward, relu_backward, X.astype(np.float32), "array of float32"),
        (relu_forward, relu_backward, [1.0], "x is list"),
        (relu_forward, lambda g, c: None, X, "gradient of x is None"),
        (relu_forward, lambda g, c: "no", X, "gradient of x is str"),
        (lambda x: np.maximum(x, 0), relu_backward, X, "forward returned ndarray; expected a pair"),
        (lambda x: None, relu_backward, X, "is the return missing"),
    ],
)
def test_what_is_of_the_wrong_kind_is_told(forward, backward, x, message):
    with pytest.raises(TypeError, match=message):
        check_layer(forward, backward, x)


@pytest.mark.parametrize(
    ("function", "inputs", "message"),
    [
        (lambda x: (x, x), [X], r"value of shape \(5, 4\)"),
        (lambda x: (np.nan, x), [X], "gave nan"),
        (lambda x: (1.0, x), [np.array([np.inf])], "x holds inf"),
        (lambda: (1.0, ()), [], "no inputs"),
    ],
)
def test_functions_that_cannot_be_checked_are_told(function, inputs, message):
    with pytest.raises(ValueError, match=message):
        check_function(function, *inputs)


def classifier(**changed):
    return type("Wrong", (TwoLayerNet,), changed)()


def test_gradients_under_wrong_names_are_told():
    model = classifier(backward=lambda self, g, c: {"W1": self.W1, "b1": self.b1, "w2": self.W2})
    with pytest.raises(ValueError, match=r"named 'W1', 'b1', 'w2'; expected .* 'W1', 'b1', 'W2'"):
        check_classifier(model, X)


def test_parameters_that_are_copies_are_told():
    model = classifier(
        parameters=lambda self: {k: v.copy() for k, v in TwoLayerNet.parameters(self).items()}
    )
    with pytest.raises(ValueError, match="not copies"):
        check_classifier(model, X)


def test_parameters_that_are_no_dict_are_told():
    with pytest.raises(TypeError, match="parameters.. gave list.*expected a dict"):
        check_classifier(classifier(parameters=lambda self: [self.W1]), X)
    with pytest.raises(ValueError, match="loss was given without y"):
        check_classifier(TwoLayerNet(), X, loss=softmax_loss)


def test_relu_at_the_wrong_tensor_shows_in_the_first_layer():
    def backward(self, grad_scores, cache):
        first, relu, second = cache
        grad, w2, b2 = fc_backward(grad_scores, second)
        _, w1, b1 = fc_backward(grad, first)
        return {"W1": w1, "b1": b1, "W2": w2, "b2": b2}

    check = check_classifier(classifier(backward=backward), X)
    assert check.worst[0] in ("W1", "b1")
    assert check.errors["W2"] < 1e-10


def test_everything_is_as_it_was_afterwards():
    model, x = TwoLayerNet(), X.copy()
    before = {name: array.copy() for name, array in model.parameters().items()}
    check_classifier(model, x)
    assert all((before[name] == array).all() for name, array in model.parameters().items())
    assert (x == X).all()


def test_the_numeric_gradient_restores_the_array_even_after_an_error():
    x = np.array([0.1, 0.2])
    with pytest.raises(ZeroDivisionError):
        numeric_gradient(lambda: 1 / 0, x)
    assert x.tolist() == [0.1, 0.2]


def test_no_deep_learning_library_is_imported():
    import subprocess
    import sys

    code = "import sys, helpers.gradcheck; print('torch' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
