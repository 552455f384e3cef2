"""Files that cannot be used are refused with one sentence that names the file and the place in it."""

from pathlib import Path

import pytest

from planner.services.reference.files import BadReference, read_toml, read_values
from planner.services.reference.recommendations import read_starter_set

SET = "recommendations/set.toml"

IN_THREE_LANGUAGES = '{ ar = "نص", en = "text", fr = "texte" }'

TASK = f"""
days = 5
role = "CABINET"
supporting = []
cost_usd = 0
title = {IN_THREE_LANGUAGES}
output = {IN_THREE_LANGUAGES}
indicator = {IN_THREE_LANGUAGES}
"""

SHARED = f"""
[[task]]
key = "SH-A"
{TASK}
[[task]]
key = "SH-B"
{TASK}
[[link]]
before = "SH-A"
after = "SH-B"
kind = "FS"
lag = 0
"""


def recommendation(code: str, *, prerequisites: str = "[]", shared: str, before: str) -> str:
    return f"""
[[recommendation]]
code = "{code}"
study = "MODEL"
lead = "CABINET"
supporting = ["CABINET"]
rite = ["TRUST"]
sdg = ["16.6"]
challenges = ["SKILLS"]
prerequisites = {prerequisites}
shared = {shared}
running_cost_usd = 1000
title = {IN_THREE_LANGUAGES}
summary = {IN_THREE_LANGUAGES}
problem = {IN_THREE_LANGUAGES}
solution = {IN_THREE_LANGUAGES}
results = {IN_THREE_LANGUAGES}

[[recommendation.indicator]]
key = "{code}-I1"
unit = "PERCENT"
direction = "UP"
frequency = "YEARLY"
owner = "CABINET"
target = 80
name = {IN_THREE_LANGUAGES}
definition = {IN_THREE_LANGUAGES}
formula = {IN_THREE_LANGUAGES}
source = {IN_THREE_LANGUAGES}

[[recommendation.risk]]
likelihood = "LOW"
effect = "HIGH"
owner = "CABINET"
text = {IN_THREE_LANGUAGES}
mitigation = {IN_THREE_LANGUAGES}

[[recommendation.task]]
key = "{code}-T1"
{TASK}
[[recommendation.task]]
key = "{code}-M"
{TASK}
[[recommendation.link]]
before = "{before}"
after = "{code}-T1"
kind = "SS"
lag = 3

[[recommendation.link]]
before = "{code}-T1"
after = "{code}-M"
kind = "FS"
lag = -2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of two recommendations: BBB stands on AAA and waits for its milestone."""
    files = {
        "roles.toml": f"[role]\nCABINET = {IN_THREE_LANGUAGES}",
        "studies.toml": '[[study]]\ncode = "MODEL"',
        "themes.toml": f"rite.TRUST = {IN_THREE_LANGUAGES}\n"
        f'sdg."16.6" = {IN_THREE_LANGUAGES}\n'
        f"challenge.SKILLS = {IN_THREE_LANGUAGES}",
        "shared_tasks.toml": SHARED,
        SET: recommendation("AAA", shared='["SH-A", "SH-B"]', before="SH-B")
        + recommendation("BBB", prerequisites='["AAA"]', shared='["SH-A"]', before="AAA-M"),
    }
    (tmp_path / "recommendations").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Change the last place where `old` stands."""
    head, found, tail = path.read_text(encoding="utf-8").rpartition(old)
    assert found
    path.write_text(head + new + tail, encoding="utf-8")


def test_read_starter_set_gives_what_each_recommendation_brings(folder):
    shared_tasks, shared_links, sheets = read_starter_set(folder)

    assert [task.row.key for task in shared_tasks] == ["SH-A", "SH-B"]
    assert [str(link) for link in shared_links] == ["SH-A FS+0 SH-B"]
    assert [(sheet.row.code, sheet.brings, sheet.prerequisites) for sheet in sheets] == [
        ("AAA", ["SH-A", "SH-B", "AAA-T1", "AAA-M"], []),
        ("BBB", ["SH-A", "BBB-T1", "BBB-M"], ["AAA"]),
    ]
    assert [str(link) for link in sheets[1].links] == ["AAA-M SS+3 BBB-T1", "BBB-T1 FS-2 BBB-M"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (SET, 'fr = "texte"', 'it = "testo"', f"{SET}, BBB-M.indicator.fr: it is missing."),
        (SET, 'ar = "نص"', 'ar = " "', f"{SET}, BBB-M.indicator.ar: the text is empty."),
        (SET, "days = 5", "days = -1", f"{SET}, BBB-M.days: -1 is less than 0."),
        (SET, "days = 5", 'days = "five"', f"{SET}, BBB-M.days: 'five' is not a whole number."),
        (SET, "days = 5", "days = true", f"{SET}, BBB-M.days: True is not a whole number."),
        (SET, 'role = "CABINET"', 'role = "KING"', f"{SET}, BBB-M.role: 'KING' is not known here."),
        (
            SET,
            "supporting = []",
            'supporting = "CABINET"',
            f"{SET}, BBB-M.supporting: 'CABINET' is not a list of texts.",
        ),
        (SET, "supporting = []", "supporting = [1]", f"{SET}, BBB-M.supporting: it is not a list of texts."),
        (SET, '["TRUST"]', '["HOPE"]', f"{SET}, BBB.rite: 'HOPE' is not known here."),
        (SET, '["TRUST"]', '["TRUST", "TRUST"]', f"{SET}, BBB.rite: something is there twice."),
        (SET, '"MODEL"', '"OTHER"', f"{SET}, BBB.study: 'OTHER' is not known here."),
        (SET, '["AAA"]', '["CCC"]', f"{SET}, BBB.prerequisites: 'CCC' is not known here."),
        (SET, '["AAA"]', '["BBB"]', f"{SET}, BBB.prerequisites: 'BBB' is not known here."),
        (SET, '"BBB"', '"AAA"', f"{SET}, AAA.code: AAA is there twice."),
        (SET, '"BBB-M"\n\ndays', '"AAA-M"\n\ndays', f"{SET}, AAA-M.key: AAA-M is there twice."),
        (SET, '"BBB-I1"', '"AAA-I1"', f"{SET}, AAA-I1.key: AAA-I1 is there twice."),
        (SET, '"FS"', '"FX"', f"{SET}, BBB.link 2.kind: 'FX' is not known here."),
        (SET, "lag = -2", "lag = 1.5", f"{SET}, BBB.link 2.lag: 1.5 is not a whole number."),
        (SET, 'before = "AAA-M"', 'before = "CCC-M"', f"{SET}, BBB.link 1.before: 'CCC-M' is not known here."),
        (SET, 'before = "AAA-M"', 'before = "SH-B"', f"{SET}, BBB.link 1.before: 'SH-B' is not known here."),
        (SET, 'after = "BBB-T1"', 'after = "AAA-T1"', f"{SET}, BBB.link 1.after: 'AAA-T1' is not known here."),
        (SET, 'after = "BBB-M"', 'after = "BBB-T1"', f"{SET}, BBB.link 2.after: 'BBB-T1' is not known here."),
        (SET, '"UP"', '"SIDEWAYS"', f"{SET}, BBB-I1.direction: 'SIDEWAYS' is not known here."),
        (SET, "target = 80", 'target = "many"', f"{SET}, BBB-I1.target: 'many' is not a number."),
        (SET, '"HIGH"', '"HUGE"', f"{SET}, BBB.risk 1.effect: 'HUGE' is not known here."),
        (SET, '"AAA-M"', '"BBB-M"', "recommendations, BBB-T1 → BBB-M → BBB-T1: they wait for each other in a circle."),
        (
            SET,
            "prerequisites = []",
            'prerequisites = ["BBB"]',
            "recommendations, AAA → BBB → AAA: they wait for each other in a circle.",
        ),
        (
            SET,
            'before = "AAA-M"\nafter = "BBB-T1"\nkind = "SS"',
            'before = "BBB-T1"\nafter = "BBB-M"\nkind = "FS"',
            "recommendations, BBB-T1 FS BBB-M: the link is there twice.",
        ),
        (
            "shared_tasks.toml",
            '"SH-A"\nafter',
            '"AAA-M"\nafter',
            "shared_tasks.toml, link 1.before: 'AAA-M' is not known here.",
        ),
        (SET, '"SH-A", "SH-B"', '"SH-A"', f"{SET}, AAA.link 1.before: 'SH-B' is not known here."),
        ("studies.toml", '"MODEL"', "2024", "studies.toml, study 1.code: 2024 is not a text."),
        ("roles.toml", "[role]", "[roles]", "roles.toml, role: it is missing."),
    ],
)
def test_read_starter_set_refuses_what_does_not_fit(folder, file, old, new, message):
    replace(folder / file, old, new)

    with pytest.raises(BadReference) as refused:
        read_starter_set(folder)

    assert str(refused.value) == message


def test_read_starter_set_refuses_a_shared_task_that_nobody_needs(folder):
    replace(folder / "shared_tasks.toml", "[[link]]", f'[[task]]\nkey = "SH-C"\n{TASK}\n[[link]]')

    with pytest.raises(BadReference) as refused:
        read_starter_set(folder)

    assert str(refused.value) == "shared_tasks.toml, SH-C: no recommendation needs this shared task."


def test_read_toml_refuses_what_is_not_toml(tmp_path):
    (tmp_path / "roles.toml").write_text("[role]\nCABINET =", encoding="utf-8")

    with pytest.raises(BadReference) as refused:
        read_toml(tmp_path, "roles.toml")

    assert str(refused.value) == "roles.toml: it is not valid TOML (Invalid value (at end of document))."


def test_read_toml_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadReference) as refused:
        read_toml(tmp_path, "roles.toml")

    assert (refused.value.file, refused.value.key) == ("roles.toml", "")


def test_read_values_gives_a_row_and_leaves_empty_values_out(tmp_path):
    text = 'iso3,year,EGDI,OSI,source\nJOR,2024,0.68493,,"Survey, 2024"\n'
    (tmp_path / "egdi.csv").write_text(text, encoding="utf-8")

    assert list(read_values(tmp_path, "egdi.csv")) == [("JOR", 2024, "Survey, 2024", {"EGDI": 0.68493})]


@pytest.mark.parametrize(
    "row", ["JOR,2024,high,Survey", "JOR,last year,0.5,Survey", "JOR", "JOR,2024,0.5,", "JOR,2024,0.5,Survey,more"]
)
def test_read_values_refuses_a_row_and_names_its_line(tmp_path, row):
    (tmp_path / "egdi.csv").write_text(f"iso3,year,EGDI,source\n{row}\n", encoding="utf-8")

    with pytest.raises(BadReference) as refused:
        list(read_values(tmp_path, "egdi.csv"))

    assert (refused.value.file, refused.value.key) == ("egdi.csv", "line 2")
