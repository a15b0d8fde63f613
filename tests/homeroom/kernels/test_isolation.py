from traitlets.config import Config

from homeroom.kernels import isolation as under_test
from homeroom.kernels.isolation import examine
from homeroom.kernels.probes import PROBES

# Those of the attempts that only look, and that must come through where there is no wall. (Hidden
# tests and environment variables are kept from a kernel without a box as well.)
LOOKING = ("network", "home, course and gradebook", "other kernels", "processes of others")


def test_does_every_wall_stand(can_box, make_course):
    course = make_course()
    findings = list(examine(course))
    assert [f.name for f in findings] == [
        under_test.APART,
        *(p.name for p in PROBES),
        "other kernels go on",
    ]
    assert not [f"{f.name}: {f.found}" for f in findings if not f.held]


def test_would_the_attempts_be_noticed_if_there_were_no_walls(monkeypatch, make_course):
    def no_walls():
        return Config(WarmProvisioner={"isolation": "none", "spares": 0})

    monkeypatch.setattr(under_test, "small_limits", no_walls)
    findings = {f.name: f for f in examine(make_course())}
    assert not findings[under_test.APART].held
    assert [name for name in LOOKING if findings[name].held] == []
    # Whatever would do more than look is not even tried: it would hit the machine of the tests.
    for probe in PROBES:
        if not probe.looks_only:
            assert findings[probe.name].found == "not tried without walls", probe.name
