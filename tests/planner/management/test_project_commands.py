"""`import_project` and `export_project`, as they are typed."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from planner.models import Plan
from tests.factories import make_plan
from tests.planner.interchange.files import MPXJ, link_xml, project_xml, task_xml

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def schedule_of(pk: object, capsys) -> list[dict]:
    capsys.readouterr()
    # A file has the plan's texts in one language.
    with override("ar"):
        call_command("show_schedule", str(pk), "--json")
    return json.loads(capsys.readouterr().out)


def test_a_plan_that_is_exported_and_imported_has_the_same_schedule(capsys, tmp_path):
    plan = make_plan("JOR", codes=("INN-01", "TEC-01"))
    file = tmp_path / "plan.xml"

    call_command("export_project", str(plan.pk), "--output", str(file))
    call_command("import_project", str(file), "--country", "JOR")
    copy = last_line(capsys.readouterr().out)

    assert schedule_of(copy, capsys) == schedule_of(plan.pk, capsys)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("sample.xml", "16 of 16"),
        ("mspdirelations.xml", "5 of 5"),
        ("task-links-project2019-mspdi.xml", "16 of 16"),
    ],
)
def test_files_of_microsoft_project_keep_their_dates_with_their_own_calendar(name, same, capsys):
    call_command("import_project", str(MPXJ / name), "--country", "JOR", "--calendar-from-file")

    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[-2] == f"Start and finish as in the file: {same} tasks."
    assert Plan.objects.get(pk=lines[-1]).workplan.calendar is not None


def test_import_project_says_what_it_could_not_keep_and_guesses_the_language(capsys, tmp_path):
    file = tmp_path / "plan.xml"
    file.write_bytes(project_xml(task_xml(1, Name="خطة", Summary=1), task_xml(2, level=2, Name="مهمة", hours=12)))

    call_command("import_project", str(file), "--country", "JOR")

    said, pk = capsys.readouterr().out.strip().splitlines()
    assert said == "“مهمة”: 1.5 days long; rounded up to whole days: 2."
    assert Plan.objects.get(pk=pk).base_language == "ar"


CIRCLE = project_xml(task_xml(1, waits=link_xml(2)), task_xml(2, waits=link_xml(1)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nothing", "The file is not a readable Microsoft Project XML file (line 1)."),
        (b"<html/>", "The file is XML, but not that of Microsoft Project."),
        (CIRCLE, "These tasks wait for each other in a circle: Task 1 · Task 2."),
    ],
)
def test_import_project_refuses_a_file_in_one_sentence_and_makes_nothing(content, sentence, tmp_path):
    file = tmp_path / "plan.xml"
    file.write_bytes(content)

    with pytest.raises(CommandError) as error:
        call_command("import_project", str(file), "--country", "JOR")

    assert str(error.value) == sentence
    assert not Plan.objects.exists()


def test_import_project_says_that_a_file_is_not_there(tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("import_project", str(tmp_path / "none.xml"), "--country", "JOR")

    assert str(error.value) == f"The file {tmp_path / 'none.xml'} cannot be read: No such file or directory."


def test_export_project_says_that_it_cannot_write(tmp_path):
    plan = make_plan("JOR")

    with pytest.raises(CommandError) as error:
        call_command("export_project", str(plan.pk), "--output", str(tmp_path / "no" / "plan.xml"))

    assert str(error.value) == (
        f"The file {tmp_path / 'no' / 'plan.xml'} cannot be written: No such file or directory."
    )
