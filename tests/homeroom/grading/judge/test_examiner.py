"""Do tests work the same with stand-ins as with the student's own objects?"""

from __future__ import annotations

import pytest


def passes(verdict):
    assert verdict.passed, "\n".join(verdict.traceback)


def test_is_a_function_called_on_the_students_side_with_plain_values(judge):
    answers = """
    def double(x, *, extra=()):
        print("called with", type(x).__name__)
        return 2 * x, list(extra)
    """
    verdict = judge(
        answers,
        """
        assert double(3) == (6, []), "Twice the number, please"
        assert double(np.arange(3))[0].tolist() == [0, 2, 4], "Twice the array, please"
        assert double(torch.ones(2), extra=(1, "a"))[1] == [1, "a"], "And what is extra"
        print("all well")
        """,
    )
    passes(verdict)
    assert verdict.printed.startswith("all well")
    assert "called with ndarray" in verdict.printed
    assert verdict.calls == 3


def test_is_an_argument_changed_in_place_only_a_copy(judge):
    answers = """
    def spoil(x):
        x += 1
        return x
    """
    test = """
    x = np.zeros(2)
    spoil(x)
    assert not x.any(), "The argument should come back as it was"
    """
    passes(judge(answers, test))


def test_do_gradients_flow_back_through_a_call(judge):
    answers = """
    def loss(logits, labels):
        return F.cross_entropy(logits, labels)
    """
    test = """
    logits = torch.randn(4, 3, requires_grad=True)
    labels = torch.tensor([0, 1, 2, 0])
    loss(logits, labels).backward()
    own = logits.grad.clone()
    logits.grad = None
    F.cross_entropy(logits, labels).backward()
    testing.check_close(own, logits.grad, "The gradient should be that of the cross-entropy")
    """
    passes(judge(answers, test))


NETWORK = """
class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, width), nn.BatchNorm1d(width), nn.ReLU())
        self.drop = nn.Dropout(0.5)
        self.head = nn.Linear(width, 3)

    def forward(self, x):
        return self.head(self.drop(self.body(x)))

    def scaled(self, x, by):
        return by * self(x)


def make():
    return Net()
"""


@pytest.mark.parametrize(
    "test",
    [
        'testing.check_module(make(), "A network, please")',
        'testing.check_gradients(make(), torch.randn(6, 4), "Every parameter should take part")',
        """
        y = torch.arange(6) % 3
        x = torch.cat([torch.eye(4)[y], -torch.eye(4)[y]])
        y = torch.cat([y, y])
        testing.check_learns_batch(
            make(), x, y, "The network should learn", steps=60, accuracy=0.6, lr=0.05
        )
        """,
        """
        shapes = sorted(tuple(p.shape) for p in make().parameters())
        assert shapes == [(3,), (3, 8), (8,), (8,), (8,), (8, 4)], "Two layers and a norm"
        """,
        """
        network = make().eval()
        x = torch.randn(5, 4)
        assert torch.equal(network(x), network(x)), "In eval mode nothing is drawn"
        network.train()
        assert not torch.equal(network(x), network(x)), "In train mode dropout draws"
        """,
        """
        network = make()
        before = network.body[1].running_mean.clone()
        network(3 + torch.randn(6, 4))
        assert not torch.equal(before, network.body[1].running_mean), "Statistics should run"
        state = {k: v.clone() for k, v in network.state_dict().items()}
        other = make()
        other.load_state_dict(state)
        x = torch.randn(5, 4)
        testing.check_close(
            other.eval()(x), network.eval()(x), "The same weights should give the same output"
        )
        """,
        """
        network = make().eval()
        with torch.no_grad():
            network.head.weight.zero_()
            network.head.bias.copy_(torch.tensor([1.0, 2.0, 3.0]))
        found = network(torch.randn(2, 4))
        assert found.tolist() == [[1, 2, 3], [1, 2, 3]], "The bias alone is left"
        assert network.scaled(torch.randn(2, 4), by=2)[0].tolist() == [2, 4, 6], "Twice that"
        """,
        """
        network = make().double().eval()
        x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
        assert torch.autograd.gradcheck(network, x), "Its gradient should be right"
        """,
        """
        torch.manual_seed(3)
        first = [p.detach().clone() for p in make().parameters()]
        torch.manual_seed(3)
        second = [p.detach().clone() for p in make().parameters()]
        assert all(map(torch.equal, first, second)), "The seed decides the weights"
        third = list(make().parameters())
        assert not torch.equal(first[0], third[0]), "Another call gives other weights"
        """,
        """
        network = make()
        network.zero_grad()
        out = network.body(torch.randn(6, 4))
        out.sum().backward()
        assert network.body[0].weight.grad is not None, "The body takes part"
        assert network.head.weight.grad is None, "The head does not"
        """,
        """
        network = Net(width=5)
        assert tuple(network.head.weight.shape) == (3, 5), "The width is an argument"
        """,
    ],
)
def test_does_a_mirrored_network_behave_like_the_network(judge, test):
    passes(judge(NETWORK, test))


def test_is_a_shared_parameter_shared_in_the_mirror(judge):
    answers = """
    def make():
        one = nn.Linear(3, 3)
        return nn.Sequential(one, nn.ReLU(), one)
    """
    test = """
    network = make()
    assert len(list(network.parameters())) == 2, "One layer, used twice"
    testing.check_gradients(network, torch.rand(4, 3), "Both uses should take part")
    """
    passes(judge(answers, test))


def test_does_a_lazy_layer_get_its_shape_with_the_first_batch(judge):
    answers = """
    def make():
        return nn.Sequential(nn.LazyLinear(4), nn.ReLU(), nn.Linear(4, 2))
    """
    test = """
    network = make()
    network(torch.rand(2, 7))
    assert (4, 7) in {tuple(p.shape) for p in network.parameters()}, "Seven inputs"
    testing.check_gradients(network, torch.rand(2, 7), "Every layer takes part")
    """
    passes(judge(answers, test))


def test_is_a_given_class_that_uses_answers_put_together_in_the_judge(judge):
    given = """
    class Joined(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = make(), nn.Linear(3, 2)

        def forward(self, x):
            return self.second(self.first(x))
    """
    test = """
    network = Joined()
    assert network(torch.rand(2, 4)).shape == (2, 2), "Two rows of two"
    testing.check_gradients(network, torch.rand(4, 4), "Every parameter takes part")
    """
    passes(judge(NETWORK, test, given))


def test_does_a_probe_run_beside_the_answer_and_report_plain_values(judge):
    answers = """
    def make_optimizer(model, lr):
        return torch.optim.SGD(model.parameters(), lr=lr)
    """
    test = """
    def steps(lr):
        layer = nn.Linear(1, 1)
        before = layer.weight.item()
        optimizer = make_optimizer(layer, lr)
        layer(torch.ones(1, 1)).sum().backward()
        optimizer.step()
        return {"moved": before - layer.weight.item(), "kind": type(optimizer).__name__}


    found = testing.probe(steps, lr=0.5)
    testing.check_close(found["moved"], 0.5, "The rate should be used", atol=1e-4)
    assert found["kind"] == "SGD", "Gradient descent, please"
    """
    passes(judge(answers, test))


def test_is_a_student_object_used_through_its_methods_and_attributes(judge):
    answers = """
    class Model:
        def __init__(self, n):
            self.W = np.ones((n, 2))

        def parameters(self):
            return {"W": self.W}

        def __len__(self):
            return 7
    """
    test = """
    model = Model(3)
    assert model.W.shape == (3, 2), "Three rows"
    assert model.parameters()["W"].sum() == 6, "All ones"
    assert len(model) == 7, "Seven"
    """
    passes(judge(answers, test))


@pytest.mark.parametrize(
    ("answers", "ename", "text"),
    [
        ("x = 1", "NameError", "name 'answer' is not defined"),
        ("def answer(): return 2", "AssertionError", "One, please"),
        ("def answer(): raise NotImplementedError()", "NotImplementedError", ""),
        ("def answer(): raise AssertionError('pass')", "StudentError", "AssertionError: pass"),
        ("def answer(): raise SystemExit(0)", "StudentError", "SystemExit: 0"),
        ("def answer(): return object()", "AssertionError", "One, please"),
        ("import os\ndef answer(): os._exit(0)", "StudentGone", "ended while it was working"),
    ],
)
def test_is_a_wrong_answer_lost_by_its_own_error(judge, answers, ename, text):
    verdict = judge(answers, 'assert answer() == 1, "One, please"')
    assert not verdict.passed
    assert verdict.ename == ename
    assert text in verdict.evalue


def test_does_an_endless_answer_end_in_time(judge):
    verdict = judge(
        "def answer():\n    while True: pass", 'assert answer() == 1, "One, please"', seconds=1
    )
    assert not verdict.passed
    assert verdict.seconds < 5


def test_is_partial_credit_read_from_the_last_line(judge):
    answers = "def answer(): return 2"
    assert judge(answers, 'assert answer(), "Two"\nanswer() / 4').score == 0.5
    assert judge(answers, 'assert answer(), "Two"\nprint(3)').score is None
    assert judge(answers, "np.float64(answer()) / 4").score == 0.5
    assert judge(answers, "torch.tensor(answer() / 4)").score == 0.5


def test_do_stand_ins_never_reach_a_later_test(judge):
    answers = "def answer(): return [1]"
    verdict = judge(answers, 'assert answer() == [1], "A list"')
    passes(verdict)
