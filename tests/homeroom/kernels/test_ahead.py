import pytest

from homeroom.cli import main
from homeroom.kernels import ahead, client, places, sandbox
from homeroom.kernels.client import Template
from homeroom.kernels.limits import Limits

GRADE = ["autograde", "hw01"]


@pytest.fixture
def no_templates(monkeypatch):
    """Let the test begin without a template, and leave none behind."""
    monkeypatch.setattr(client, "_templates", {})
    yield
    for template in Template.all_shared():
        template.close()


def weights():
    return places.weights_folder(places.default_torch_home())


@pytest.mark.usefixtures("no_templates", "can_box")
def test_is_the_template_started_ahead_the_one_that_grades():
    with ahead.template_for(GRADE):
        (started,) = Template.all_shared()
        ahead.settle("box", weights())
        assert Template.shared("box", weights()) is started
        with_it = started.fork("kernel", Limits())
    assert started.alive()  # others may be using it
    with_it.close()


@pytest.mark.usefixtures("no_templates", "can_box")
@pytest.mark.parametrize("settings", [("none", None), ("box", "elsewhere"), (None, None)])
def test_is_a_template_ended_that_the_settings_do_not_want(settings, find_processes, until):
    with ahead.template_for(GRADE):
        (started,) = Template.all_shared()
        until(lambda: find_processes(str(started.run)))
        ahead.settle(*settings)
        assert not started.alive()
        assert Template.all_shared() == []
    assert not started.run.exists()
    until(lambda: not find_processes(str(started.run)))


@pytest.mark.usefixtures("no_templates", "can_box")
def test_is_it_ended_where_nothing_is_graded(tmp_path, monkeypatch, capsys):
    started = []
    monkeypatch.chdir(tmp_path)
    start = Template.start.__func__

    def noted(cls, *settings):
        started.append(start(cls, *settings))
        return started[-1]

    monkeypatch.setattr(Template, "start", classmethod(noted))
    assert main(GRADE) == 1
    assert "No course here" in capsys.readouterr().err
    assert len(started) == 1
    assert not started[0].alive()
    assert not started[0].run.exists()


@pytest.mark.usefixtures("no_templates")
def test_does_a_machine_without_bubblewrap_hear_of_it_only_when_grading_begins(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with ahead.template_for(GRADE):
        assert Template.all_shared() == []
