"""The command, in a process of its own where it runs through the queue."""

from contextlib import ExitStack
from datetime import timedelta

import docx
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from exports.broker import uses_embedded_broker
from exports.management.commands.export_plan import copy_whole
from exports.models import Export
from exports.workers import worker_process
from planner.models import JobState
from tests.exports.factories import make_export
from tests.factories import make_plan

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("plan", "output", "sentence"),
    [
        (NOWHERE, "plan.docx", f"There is no plan “{NOWHERE}”."),
        ("JOR", "plan.docx", "There is no plan “JOR”."),
        (None, "no/plan.docx", "There is no folder “{folder}/no”."),
        (None, "folder", "“{folder}/folder” is a folder. Give the name of a file."),
    ],
)
@pytest.mark.django_db
def test_export_plan_refuses_bad_input_in_one_sentence(english, tmp_path, plan, output, sentence):
    (tmp_path / "folder").mkdir()

    with pytest.raises(CommandError) as refusal:
        call_command("export_plan", plan or str(make_plan().pk), "--language", "ar", "--output", str(tmp_path / output))

    assert str(refusal.value) == sentence.format(folder=tmp_path)
    assert Export.objects.count() == 0


@pytest.fixture
def english(settings):
    settings.LANGUAGE_CODE = "en"


def test_export_plan_goes_through_the_queue_and_a_worker(world, tmp_path):
    plan = make_plan("JOR")
    output = tmp_path / "plan.docx"

    with ExitStack() as stack:
        if not uses_embedded_broker():
            stack.enter_context(worker_process())
        done = world.run("export_plan", str(plan.pk), "--language", "fr", "--output", str(output), "--profile", "short")

    assert (done.returncode, done.stdout) == (0, f"{output}\n"), done.stderr
    assert done.stderr.splitlines()[-1].startswith("100 %")
    assert docx.Document(str(output)).core_properties.language == "fr"
    export = Export.objects.get(plan=plan)
    assert (export.state, export.language, export.profile, export.asked_by) == (JobState.READY, "fr", "short", None)


def test_export_plan_says_why_there_is_no_file(world, tmp_path):
    """The plan's file is being given up by the sweep: its third worker died."""
    plan = make_plan("JOR")
    make_export(plan, JobState.RUNNING, attempt=3, now=timezone.now() - timedelta(hours=1))

    done = world.run("export_plan", str(plan.pk), "--language", "ar", "--output", str(tmp_path / "plan.docx"))

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("CommandError: ")
    assert not (tmp_path / "plan.docx").exists()


def test_copy_whole_replaces_an_older_file(tmp_path):
    (tmp_path / "made").write_text("new")
    (tmp_path / "plan.docx").write_text("old, and longer")

    copy_whole(tmp_path / "made", tmp_path / "plan.docx")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "plan.docx"]
    assert (tmp_path / "plan.docx").read_text() == "new"


def test_copy_whole_says_why_it_cannot_and_leaves_the_older_file(tmp_path, english):
    (tmp_path / "plan.docx").write_text("old")

    with pytest.raises(CommandError, match="could not be written: No such file or directory"):
        copy_whole(tmp_path / "gone", tmp_path / "plan.docx")

    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]
    assert (tmp_path / "plan.docx").read_text() == "old"
