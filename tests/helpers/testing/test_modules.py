import pytest
import torch
from torch import nn

from helpers import testing

HINT = "The author's sentence."


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 3))


X = torch.randn(9, 4, generator=torch.Generator().manual_seed(0))
Y = torch.arange(9) % 3


def test_shapes_of_parameters_in_any_order():
    testing.check_parameter_shapes(network(), [(8,), (3,), (3, 8), (8, 4)], HINT)
    with pytest.raises(AssertionError, match=r"missing \[\(9, 8\)\], too many \[\(3, 8\)\]"):
        testing.check_parameter_shapes(network(), [(8,), (3,), (9, 8), (8, 4)], HINT)


def test_shapes_are_read_from_what_the_module_holds_and_not_from_what_it_says():
    class Pretender(nn.Module):
        def parameters(self, recurse=True):
            return iter([nn.Parameter(torch.zeros(2, 4))])

        named_parameters = parameters

    with pytest.raises(AssertionError, match=r"missing \[\(2, 4\)\]"):
        testing.check_parameter_shapes(Pretender(), [(2, 4)], HINT)


def test_lazy_layers_are_told():
    with pytest.raises(AssertionError, match="run the model once"):
        testing.check_parameter_shapes(nn.LazyLinear(3), [(3, 4)], HINT)


@pytest.mark.parametrize("training", [True, False])
def test_gradients_reach_everything_and_nothing_is_changed(training):
    model = network().train(training)
    model[0].weight.grad = torch.ones(8, 4)
    weights = [parameter.detach().clone() for parameter in model.parameters()]
    testing.check_gradients(model, X, HINT)
    assert model.training is training
    assert torch.equal(model[0].weight.grad, torch.ones(8, 4))
    assert model[3].weight.grad is None
    assert all(map(torch.equal, weights, model.parameters()))


def test_a_softmax_at_the_end_does_not_hide_gradients():
    testing.check_gradients(nn.Sequential(network(), nn.Softmax(1)), X, HINT)


def test_a_bias_before_a_batch_norm_is_no_fault():
    testing.check_gradients(nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5)).train(), X, HINT)


class Detached(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(4, 4), nn.Linear(4, 3)

    def forward(self, x):
        return self.last(self.first(x).detach())


class Unused(Detached):
    def forward(self, x):
        return self.last(x)


class Silenced(Detached):
    def forward(self, x):
        return self.last(x + 0 * self.first(x))


class Pair(Detached):
    def forward(self, x):
        return x, self.last(x)


class Failing(Detached):
    def forward(self, x):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Detached(), "no gradient reaches first.weight"),
        (Unused(), "no gradient reaches first.weight"),
        (Silenced(), "gradient of first.weight is zero everywhere"),
        (Pair(), "found tuple, expected one tensor"),
        (Failing(), r"failed on x of shape \(9, 4\): NotImplementedError"),
        (nn.ReLU(), "found no parameters"),
        (network().requires_grad_(False), "is frozen"),
        (nn.Linear, "found the class Linear"),
    ],
)
def test_gradients_that_do_not_arrive_are_told(model, message):
    with pytest.raises(AssertionError, match=f"^{HINT} — .*{message}"):
        testing.check_gradients(model, X, HINT)


def test_a_network_learns_a_batch_and_is_left_as_it_was():
    model = network()
    state = {name: one.clone() for name, one in model.state_dict().items()}
    before = torch.get_rng_state()
    steps = testing.check_learns_batch(model, X, Y, HINT, steps=300)
    assert 0 < steps <= 300
    assert torch.equal(torch.get_rng_state(), before)
    assert all(torch.equal(state[name], one) for name, one in model.state_dict().items())
    assert model[0].weight.grad is None
    assert steps == testing.check_learns_batch(model, X, Y, HINT, steps=300)


def test_buffers_are_restored_as_well():
    model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3))
    testing.check_learns_batch(model, X, Y, HINT, steps=300)
    assert model[1].num_batches_tracked == 0


def test_other_targets_are_learnt_by_their_loss():
    torch.manual_seed(0)
    testing.check_learns_batch(nn.Linear(4, 4), X, X.clone(), HINT, fall=0.2)


class Constant(nn.Module):
    def __init__(self):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(3))

    def forward(self, x):
        return self.bias.expand(len(x), 3)


class Deaf(Constant):
    def forward(self, x):
        return torch.zeros(len(x), 3)


class Exploding(Constant):
    def forward(self, x):
        return self.bias.expand(len(x), 3) / 0 * 0


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Constant(), "not learnt in 30 steps"),
        (Deaf(), "does not depend on the parameters"),
        (Exploding(), "the loss became nan"),
        (nn.ReLU(), "no parameters to train"),
    ],
)
def test_a_batch_that_is_not_learnt_is_told(model, message):
    with pytest.raises(AssertionError, match=f"^{HINT} — .*{message}"):
        testing.check_learns_batch(model, X, Y, HINT, steps=30)


def test_nothing_is_written(capfd):
    testing.check_learns_batch(network(), X, Y, HINT, steps=300)
    testing.check_gradients(network(), X, HINT)
    assert capfd.readouterr() == ("", "")
