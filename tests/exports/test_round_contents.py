from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from exports import build
from exports.round_contents import round_content
from exports.word.content import Text
from exports.word.round import content as report
from planner.models import JobState, Translated
from tests.exports.factories import make_export
from tests.twinning.factories import NOW, make_need, make_paired_round, make_practice, make_round
from twinning.models import Places, Practice, RoundRule
from twinning.services.rounds import pair_now

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 10)


@pytest.fixture(autouse=True)
def _no_shipped_practices():
    Practice.objects.all().delete()


def make_answered_need(country="JOR", provider="TUN"):
    """An open need, and a published practice that serves the same pillar."""
    practice = make_practice(provider, title=f"ممارسة {provider}", themes=["TRUST"], state="PUBLISHED")
    return practice, make_need(country, title=f"احتياج {country}", themes=["TRUST"], state="OPEN")


def content_of(round_, language="en"):
    with override(language):
        return round_content(round_, today=TODAY)


def test_round_content_says_which_practice_answers_which_need_and_why():
    practice, _need = make_answered_need()
    practice.title = Translated(ar="ممارسة", en="One portal")
    practice.save(update_fields=["title"])

    content = content_of(make_paired_round("Spring"))

    (pair,) = content.pairs
    assert (pair.giver, pair.practice) == (Text("Tunisia", "en"), Text("One portal", "en"))
    assert (pair.taker, pair.need) == (Text("Jordan", "en"), Text("احتياج JOR", "ar"))
    assert pair.verdicts[1] == report.Verdict("RITE pillars", 100, "All that is wanted is offered: Trust.")
    assert (content.title, content.ran_on, content.state) == ("Spring", NOW.date(), "Result ready")
    assert (content.need_count, content.is_proved, content.months) == (1, True, "COMMON")
    assert sum(weight.percent for weight in content.weights) == 100


def test_round_content_leaves_out_a_sentence_that_is_no_longer_true_of_the_pair():
    practice, _need = make_answered_need()
    round_ = make_paired_round()
    practice.themes.clear()

    (pair,) = content_of(round_).pairs

    assert pair.verdicts[1] == report.Verdict("RITE pillars", 100, "")
    assert pair.verdicts[7].sentence == "The country gives the need medium priority."


def test_round_content_numbers_the_pairs_alike_in_each_language():
    for country, provider in (("DZA", "TUN"), ("JOR", "MAR"), ("EGY", "OMN")):
        make_answered_need(country, provider)
    round_ = make_paired_round()

    takers = {language: [pair.need for pair in content_of(round_, language).pairs] for language in ("ar", "en", "fr")}

    assert len(takers["ar"]) == 3
    assert takers["ar"] == takers["en"] == takers["fr"]


def test_round_content_tells_runners_up_unmet_needs_and_rules():
    practice, need = make_answered_need()
    second = make_practice("MAR", title="أخرى", themes=["TRUST"], state="PUBLISHED")
    make_need("JOR", title="بعيد", state="OPEN")
    Places.objects.create(country_id="JOR", as_taker=1)
    draft = make_round()
    RoundRule.objects.create(round=draft, practice=practice, need=need, kind="LOCKED", reason="Agreed in May")

    content = content_of(pair_now(round_=draft, now=NOW))

    assert [pair.rule for pair in content.pairs] == ["Locked"]
    assert [pair.practice for pair in content.alternatives[0].pairs] == [Text(str(second.title), "ar")]
    assert [(each.country, each.need, each.taken_by) for each in content.unmet] == [
        (Text("Jordan", "en"), Text("بعيد", "ar"), (1,))
    ]
    (rule,) = content.rules
    assert (rule.kind, rule.pair.need, rule.reason) == ("Locked", Text("احتياج JOR", "ar"), "Agreed in May")


def test_round_content_reads_as_often_for_three_pairs_as_for_one():
    make_answered_need()
    one = make_paired_round()
    for country, provider in (("DZA", "LBN"), ("EGY", "OMN")):
        make_answered_need(country, provider)
    three = make_paired_round()
    counts = []

    for round_ in (one, three):
        with CaptureQueriesContext(connection) as queries:
            content_of(round_)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_make_file_writes_the_report_of_a_round(exports_folder, language):
    make_answered_need()
    export = make_export(make_paired_round(), JobState.RUNNING, language=language)

    assert build.make_file(export, progress=lambda step, percent: None, today=TODAY).size > 0
