import hashlib
from datetime import date
from zipfile import BadZipFile

import docx
import pytest

from exports import build, queue
from exports.models import Step
from planner import jobs
from planner.models import JobState
from tests.exports.factories import make_empty_plan, make_export
from tests.factories import make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exports_folder")]

TODAY = date(2027, 1, 10)


def running(plan, **fields):
    return make_export(plan, JobState.RUNNING, **fields)


def make(export, progress=lambda step, percent: None):
    return build.make_file(export, progress=progress, today=TODAY)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "خطة العمل الوطنية – الأردن"),
        ("en", "National action plan – Jordan"),
        ("fr", "Plan d’action national – Jordanie"),
    ],
)
def test_make_file_writes_a_whole_document_in_the_language_asked_for(exports_folder, language, title):
    export = running(make_plan("JOR"), language=language)

    made = make(export)

    file = queue.file_of(export)
    assert list(exports_folder.iterdir()) == [file]
    assert made == build.Made(hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size)
    properties = docx.Document(str(file)).core_properties
    assert (properties.title, properties.language) == (title, language)


def test_make_file_of_the_same_plan_on_the_same_day_is_the_same_file():
    plan = make_plan()

    assert make(running(plan)) == make(running(plan, revision=2))


def test_make_file_of_the_short_edition_is_shorter():
    plan = make_plan()

    assert make(running(plan, profile="short")).size < make(running(plan, profile="full")).size


def test_make_file_of_an_empty_plan_is_a_document_too():
    assert make(running(make_empty_plan())).size > 0


def test_make_file_says_how_far_it_is():
    said = []

    make(running(make_plan()), progress=lambda step, percent: said.append((step, percent)))

    assert [step for step, _percent in dict(said).items()] == [Step.READING, Step.DRAWING, Step.WRITING, Step.CHECKING]
    percents = [percent for _step, percent in said]
    assert (percents[0], percents[-1]) == (0, 99)
    assert percents == sorted(percents)


@pytest.mark.parametrize("step", [Step.READING, Step.DRAWING, Step.WRITING, Step.CHECKING])
def test_make_file_leaves_nothing_where_the_job_is_taken_away(exports_folder, step):
    def taken_away_at(now, percent):
        if now == step:
            raise jobs.Superseded

    with pytest.raises(jobs.Superseded):
        make(running(make_plan()), progress=taken_away_at)

    assert list(exports_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (lambda content: content[:1000], BadZipFile),
        (lambda content: content.replace(b"IDAT", b"XXXX", 1), build.FileDoesNotOpen),
    ],
)
def test_make_file_gives_no_name_to_a_file_that_does_not_open(exports_folder, damage, error):
    export = running(make_plan())

    def damage_it(step, percent):
        if step == Step.CHECKING:
            partial = queue.file_of(export).with_suffix(".part")
            partial.write_bytes(damage(partial.read_bytes()))

    with pytest.raises(error):
        make(export, progress=damage_it)

    assert list(exports_folder.iterdir()) == []
