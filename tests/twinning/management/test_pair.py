import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from tests.twinning.factories import make_need, make_practice
from twinning.models import Need, Practice, Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_pair():
    Practice.objects.all().delete()
    practice = make_practice("TUN", state=Practice.State.PUBLISHED, themes=["TRUST"], title="Training")
    return practice, make_need("JOR", state=Need.State.OPEN, themes=["TRUST"], title="Skills")


def test_pair_tells_pairs_and_unmet_needs_as_json_and_saves_nothing(open_pair, capsys):
    practice, need = open_pair
    late = make_need("EGY", state=Need.State.OPEN, themes=["TRUST"], priority=3)

    with override("en"):
        call_command("pair", "--json", "--first-day=2027-03-01")

    said = json.loads(capsys.readouterr().out)
    (pair,) = said["pairs"]
    (unmet,) = said["unmet"]
    assert {name: pair[name] for name in ("practice", "need", "giver", "taker")} == {
        "practice": str(practice.pk),
        "need": str(need.pk),
        "giver": "TUN",
        "taker": "JOR",
    }
    assert pair["criteria"]["THEME"] is None
    assert pair["criteria"]["RITE"] == 1.0
    assert (unmet["need"], unmet["taker"], unmet["reason"]) == (str(late.pk), "EGY", "PLACES_TAKEN")
    assert unmet["sentence"] == "The places of those who could answer it went to: Training"
    assert (said["status"], said["goal"], said["needs"], said["round"]) == ("OPTIMAL", "coverage", 2, None)
    assert said["score"] == pair["score"]
    assert not Round.objects.exists()


def test_pair_keeps_the_round_where_asked(open_pair, capsys):
    call_command("pair", "--json", "--save=Spring", "--goal=benefit", "--weight=theme=0", "--weight=RITE=3")

    round_ = Round.objects.get()
    assert json.loads(capsys.readouterr().out)["round"] == str(round_.pk)
    assert (round_.title, round_.state, round_.goal) == ("Spring", Round.State.COMPLETE, "benefit")
    assert (round_.weights["THEME"], round_.weights["RITE"]) == (0.0, 3.0)


def test_pair_without_json_is_read_by_people(open_pair, capsys):
    with override("en"):
        call_command("pair")

    assert "Tunisia → Jordan: Training → Skills" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--goal=profit"], "“profit” is not a goal. Give one of these: coverage · benefit · inclusive."),
        (["--first-day=soon"], "“soon” is not a date. Write it as 2027-01-03."),
        (["--least-score=101"], "Give a score from 0 to 100."),
        (["--weight=THEME=-1"], "The weight of THEME must be a number, 0 or more."),
        (["--weight=THEME=nan"], "The weight of THEME must be a number, 0 or more."),
        (
            ["--weight=BEAUTY=1"],
            "“BEAUTY=1” is not a weight. Write it as THEME=40, with one of these: "
            "THEME · RITE · SDG · EVIDENCE · DISTANCE · LANGUAGE · WORKDAYS · PRIORITY · READINESS.",
        ),
        (
            [],
            "No published practice of another country may answer any open need, so there is nothing to choose from.",
        ),
    ],
)
def test_pair_refuses_in_one_sentence(options, sentence):
    with override("en"), pytest.raises(CommandError) as refused:
        call_command("pair", "--save=Kept", *options)

    assert str(refused.value) == sentence
    assert not Round.objects.exists()
