import dataclasses
from datetime import date

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.word.content import PlanContent, Text
from exports.word.plan import write_plan
from tests.exports.word import reading
from tests.exports.word.catalogues import CATALOGUES
from tests.exports.word.samples import plan
from tests.exports.word.test_text import ODD_TEXTS

LANGUAGES = ("ar", "en", "fr")


@pytest.mark.parametrize("profile", ["full", "short"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_write_plan_leaves_nothing_for_the_reader_to_mend(write, language, profile):
    assert reading.faults(write(language, profile), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_write_plan_of_an_empty_plan_is_whole(tmp_path, language):
    content = PlanContent(
        language=language,
        months="COMMON",
        country="X",
        country_formal_name="X",
        title="X",
        reference="AB12",
        revision=1,
        state="X",
        publishable=True,
        made_on=date(2027, 1, 3),
        base_language=language,
    )

    write_plan(content, tmp_path / "plan.docx", catalogue=CATALOGUES[language])

    assert reading.faults(tmp_path / "plan.docx", language) == []


def test_write_plan_follows_the_order_of_a_national_action_plan(write):
    titles = [text.replace("\u200e", "") for _level, text in reading.headings(write("en", commitments=2))]

    assert titles == [
        "1. Executive summary",
        "2. Introduction",
        "2.1 Efforts to date",
        "3. Where the country stands",
        "4. Commitments",
        "Commitment 1: Establish a national unit for public-sector innovation",
        "Tasks of the commitment",
        "Commitment 2: A single platform for feedback from those who use public services",
        "Tasks of the commitment",
        "5. Implementation matrix",
        "6. Schedule",
        "6.1 Critical path",
        "6.2 Conflicts to be settled",
        "6.3 Holidays whose date is estimated",
        "7. Budget and financing",
        "8. Results framework",
        "9. Risks",
        "10. Governance and monitoring",
        "10.1 Monitoring",
        "Annex 1: All tasks",
        "Annex 2: All dependencies",
        "Annex 3: Consultation and reasoned responses",
        "Annex 4: Terms in three languages",
    ]


def test_write_plan_short_profile_keeps_what_is_decided_on(write):
    titles = [text.replace("\u200e", "") for _level, text in reading.headings(write("en", "short"))]

    assert titles == [
        "1. Executive summary",
        "2. Commitments",
        "3. Schedule",
        "3.1 Critical path",
        "3.2 Conflicts to be settled",
        "3.3 Holidays whose date is estimated",
        "4. Budget and financing",
    ]


def test_write_plan_numbers_and_anchors_are_the_same_in_three_languages(write):
    paths = [write(language) for language in LANGUAGES]

    anchors = [reading.anchors(path) for path in paths]
    figures = [
        ["".join(filter(str.isdigit, text.split(":")[0])) for _level, text in reading.headings(path)] for path in paths
    ]
    assert anchors[0] == anchors[1] == anchors[2]
    assert figures[0] == figures[1] == figures[2]


def test_write_plan_gives_the_same_bytes_again(tmp_path):
    for name in ("one", "two"):
        write_plan(plan("ar"), tmp_path / name, catalogue=CATALOGUES["ar"])

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_write_plan_tells_its_progress(tmp_path):
    told = []

    write_plan(
        plan("en"),
        tmp_path / "plan.docx",
        catalogue=CATALOGUES["en"],
        profile="short",
        progress=lambda step, percent: told.append((step, percent)),
    )

    assert told == [
        ("front", 0),
        ("summary", 18),
        ("commitments", 36),
        ("schedule", 54),
        ("budget", 72),
        ("saving", 90),
        ("done", 100),
    ]


def test_write_plan_takes_page_numbers_measured_elsewhere(tmp_path):
    path = tmp_path / "plan.docx"

    write_plan(plan("en"), path, catalogue=CATALOGUES["en"], page_numbers={"budget": 77})

    assert "7. Budget and financing\t77" in reading.paragraphs(path, "TOC1")


def test_write_plan_marks_texts_that_fell_back_to_another_language(write):
    content = plan("en")
    path = write("ar", title=content.title, summary=content.summary, commitments=1)

    assert reading.faults(path, "ar") == []
    assert reading.paragraphs(path, "Normal")[1].replace("\u200e", "") == f"{content.summary.value}\u00a0[EN]"


def test_write_plan_file_stays_small(write):
    assert write("ar", commitments=24).stat().st_size < 300_000


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_write_plan_survives_odd_texts_in_every_field(tmp_path_factory, data):
    content = odd(
        plan("ar", commitments=2, tasks_each=3), iter(data.draw(st.lists(ODD_TEXTS, min_size=170, max_size=170)))
    )
    path = tmp_path_factory.mktemp("odd") / "plan.docx"

    write_plan(content, path, catalogue=CATALOGUES["ar"])

    assert len(docx.Document(str(path)).tables) > 10


def odd(value, texts):
    """The same content with every text that a person types replaced by the next odd one, while they last."""
    if isinstance(value, Text):
        return Text(next(texts, value.value), value.language)
    if isinstance(value, tuple):
        return tuple(odd(part, texts) for part in value)
    if dataclasses.is_dataclass(value):
        fixed = {"language", "months", "base_language", "kind", "png", "number", "before"}
        changes = {
            item.name: odd(getattr(value, item.name), texts)
            for item in dataclasses.fields(value)
            if item.name not in fixed
        }
        return dataclasses.replace(value, **changes)
    return next(texts, value) if isinstance(value, str) else value
