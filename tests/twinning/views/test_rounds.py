import pytest

from planner.models import JobState
from tests.factories import make_advisor, make_coordinator
from tests.planner.views.pages import HISTORY, HTMX, WAYS, query_count, reader, templates_of
from tests.twinning.factories import NOW, make_need, make_paired_round, make_practice, make_round
from twinning.domain.scores import WEIGHTS
from twinning.models import Need, Practice, Proposal, Round, RoundRule, RoundRun
from twinning.queries.rounds import pages
from twinning.services.rounds import follow_round, pair_now, request_run

pytestmark = pytest.mark.django_db

WEIGHT_BOXES = {f"weight_{criterion.lower()}": f"{weight}" for criterion, weight in WEIGHTS.items()}
ASKED = {
    "title": "Spring 2027",
    "goal": "coverage",
    "first_day": "2027-03-01",
    "least_score": "0",
    "once_per_country_pair": "on",
    **WEIGHT_BOXES,
}


@pytest.fixture(autouse=True)
def _no_shipped_practices():
    Practice.objects.all().delete()


@pytest.fixture
def advisor():
    return make_advisor("MAR")


@pytest.fixture
def client(advisor):
    return reader(advisor)


def offer(country: str, title: str = "Training", **values) -> Practice:
    return make_practice(country, title=title, state=Practice.State.PUBLISHED, themes=["TRUST"], **values)


def want(country: str, title: str = "Skills", **values) -> Need:
    return make_need(country, title=title, state=Need.State.OPEN, themes=["TRUST"], **values)


@pytest.fixture
def contested(db):
    """Two countries want what one can show once: the round, the practice, the need that is met, the one that is not."""
    practice = offer("TUN")
    met, unmet = want("JOR", "Wanted first", priority=1), want("EGY", "Wanted too", priority=3)
    return make_paired_round("Spring"), practice, met, unmet


def test_rounds_lists_them_and_tells_others_who_runs_them(client):
    make_round("A draft")
    offer("TUN")
    want("JOR")
    make_paired_round("A result")

    page = client.get("/rounds/").content.decode()
    others = reader(make_coordinator("JOR")).get("/rounds/").content.decode()

    assert "A draft" in page
    assert "1 of 1" in page
    assert "A result" not in others
    assert "Advisors run rounds of pairing" in others


def test_a_new_round_is_saved_as_a_draft(client):
    response = client.post("/rounds/new/", ASKED)

    made = Round.objects.get()
    assert response.url == f"/rounds/{made.pk}/"
    assert (made.title, made.state, made.goal, made.weights["THEME"]) == ("Spring 2027", "DRAFT", "coverage", 25.0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the round a title."),
        ({"weight_theme": "-1"}, "A weight is never below zero."),
        ({"weight_theme": "many"}, "Give a number, such as 12.5."),
        (dict.fromkeys(WEIGHT_BOXES, "0"), "Every weight is 0, so nothing can be compared."),
        ({"first_day": "soon"}, "Write the date as day, month and year: 3/1/2027, or as 2027-01-03."),
        ({"least_score": "101"}, "Give a score from 0 to 100."),
    ],
)
def test_a_new_round_says_what_is_wrong_and_keeps_what_was_typed(client, wrong, sentence):
    response = client.post("/rounds/new/", {**ASKED, "title": "Kept", **wrong})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ("Kept" in response.content.decode()) is ("title" not in wrong)
    assert not Round.objects.exists()


def test_a_draft_that_somebody_else_changed_is_shown_with_both_versions(client):
    draft = make_round("Before")
    Round.objects.update(title="Theirs", version=2)

    response = client.post(f"/rounds/{draft.pk}/change/", {**ASKED, "version": "1"})

    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    assert "Spring 2027" in response.content.decode()


def test_a_round_is_run_in_the_background_and_followed(client):
    offer("TUN")
    want("JOR")
    draft = make_round()

    response = client.post(f"/rounds/{draft.pk}/run/")
    followed = client.get(f"/rounds/{draft.pk}/").content.decode()
    line = client.get(f"/rounds/{draft.pk}/progress/?polls=2", headers=HTMX).content.decode()

    assert response.url == f"/rounds/{draft.pk}/"
    assert f'hx-get="/rounds/{draft.pk}/progress/?polls=1"' in followed
    assert f'hx-get="/rounds/{draft.pk}/progress/?polls=3"' in line


def test_a_run_that_came_to_nothing_says_why(client):
    draft = make_round()
    RoundRun.objects.create(
        round=draft, asked_at=NOW, rung_at=NOW, finished_at=NOW, state=JobState.FAILED, error="UNEXPECTED"
    )

    page = client.get(f"/rounds/{draft.pk}/").content.decode()

    assert "Something unexpected stopped the round" in page
    assert "Run the round" in page


@pytest.mark.parametrize("way", WAYS)
def test_a_round_comes_as_a_page_or_as_its_part(client, contested, way):
    headers = {"page": {}, "fragment": HTMX, "back": HISTORY}[way]

    response = client.get(f"/rounds/{contested[0].pk}/", headers=headers)

    assert ("twinning/round.html" in templates_of(response)) is (way != "fragment")
    assert "Wanted first" in response.content.decode()


def test_a_round_says_who_took_the_place_of_an_unmet_need(client, contested):
    round_, practice, met, unmet = contested

    page = client.get(f"/rounds/{round_.pk}/").content.decode()

    assert "1 of 2" in page
    assert "The places of those who could answer it went to:" in page
    assert f"/rounds/{round_.pk}/pairs/{practice.pk}/{met.pk}/" in page
    assert f"/rounds/{round_.pk}/needs/{unmet.pk}/" in page


def test_a_round_shows_the_first_of_many_unmet_needs_and_all_when_asked(client, contested, monkeypatch):
    monkeypatch.setattr(pages, "UNMET_SHOWN", 1)
    for _number in range(4):
        want("EGY")
    round_ = make_paired_round()

    page = client.get(f"/rounds/{round_.pk}/").content.decode()
    whole = client.get(f"/rounds/{round_.pk}/?unmet=all").content.decode()

    assert "Show 4 more" in page
    assert "Show 4 more" not in whole
    assert (page.count("Why not Tunisia?"), whole.count("Why not Tunisia?")) == (1, 5)


def test_a_round_says_what_has_changed_since(client, contested):
    round_, practice, _met, _unmet = contested
    Practice.objects.filter(pk=practice.pk).update(state=Practice.State.PAUSED)

    page = client.get(f"/rounds/{round_.pk}/").content.decode()
    adopting = client.post(f"/rounds/{round_.pk}/adopt/", {"answer_by": "2099-01-01"})

    assert "The practice “Training” is no longer published." in page
    assert adopting.status_code == 422
    assert "The practice “Training” is no longer published." in adopting.content.decode()
    assert not Proposal.objects.exists()


def test_a_round_without_solution_names_the_contradiction(client):
    one, other = offer("TUN", "Training"), offer("EGY", "Coaching")
    need = want("JOR")
    draft = make_round()
    for practice in (one, other):
        RoundRule.objects.create(round=draft, practice=practice, need=need, kind="LOCKED")
    pair_now(round_=draft, now=NOW)

    page = client.get(f"/rounds/{draft.pk}/").content.decode()

    assert "“Skills” is locked to more than one practice, and a need is met once:" in page


def test_an_example_need_is_labelled_on_every_page_of_the_round(client):
    practice, need = offer("TUN"), want("JOR", is_example=True)
    round_ = make_paired_round()

    for path in ("", f"needs/{need.pk}/", f"pairs/{practice.pk}/{need.pk}/"):
        assert "example" in client.get(f"/rounds/{round_.pk}/{path}").content.decode(), path


def test_why_not_says_what_it_costs_and_what_would_let_it_in(client, contested):
    round_, practice, _met, unmet = contested
    address = f"/rounds/{round_.pk}/pairs/{practice.pk}/{unmet.pk}/"

    pair = client.get(address).content.decode()
    answer = client.get(f"{address}why-not/", headers=HTMX)
    page = client.get(f"{address}why-not/")

    assert f'hx-get="{address}why-not/"' in pair
    assert templates_of(answer)[0] == "twinning/_why_not.html"
    for content in (answer.content.decode(), page.content.decode()):
        assert "Wanted first" in content
        assert "One place more for Tunisia as giving country" in content
        assert "One place more in “Training”" in content


def test_a_pair_that_was_no_candidate_is_not_found(client, contested):
    round_, practice, _met, _unmet = contested
    foreign = want("LBN")

    for path in (
        f"pairs/{practice.pk}/{foreign.pk}/",
        f"pairs/{practice.pk}/{foreign.pk}/why-not/",
        f"needs/{foreign.pk}/",
    ):
        assert client.get(f"/rounds/{round_.pk}/{path}").status_code == 404, path


def test_a_pair_says_that_its_records_have_changed(client, contested):
    round_, practice, met, _unmet = contested
    Need.objects.filter(pk=met.pk).update(priority=3)

    page = client.get(f"/rounds/{round_.pk}/pairs/{practice.pk}/{met.pk}/").content.decode()

    assert "has changed since the round was run" in page


def test_a_rule_goes_into_the_draft_that_follows(client, contested):
    round_, practice, _met, unmet = contested
    address = f"/rounds/{round_.pk}/pairs/{practice.pk}/{unmet.pk}/"

    refused = client.post(address, {"kind": "LOCKED", "reason": ""})
    response = client.post(address, {"kind": "LOCKED", "reason": "Egypt asked for it"})

    draft = Round.objects.get(state=Round.State.DRAFT)
    assert refused.status_code == 422
    assert response.url == f"/rounds/{draft.pk}/"
    assert (draft.follows, draft.rules.get().reason) == (round_, "Egypt asked for it")
    assert not round_.rules.exists()


def test_a_rule_is_given_to_a_draft_and_taken_from_it(client):
    practice, need = offer("TUN"), want("JOR")
    draft = make_round()
    given = {"practice": str(practice.pk), "need": str(need.pk), "kind": "FORBIDDEN", "reason": "Too far"}

    client.post(f"/rounds/{draft.pk}/rules/new/", given)
    again = client.post(f"/rounds/{draft.pk}/rules/new/", given)
    rule = draft.rules.get()
    client.post(f"/rounds/{draft.pk}/rules/{rule.pk}/remove/")

    assert again.status_code == 422
    assert "There is a rule for this pair already." in again.content.decode()
    assert not draft.rules.exists()


def test_other_weights_show_what_changes_before_they_are_kept(client):
    offer("TUN", "Near", languages=["ar"])
    urgent, spoken = (
        want("JOR", "Urgent", priority=1, languages=["fr"]),
        want("EGY", "Spoken", priority=3, languages=["ar"]),
    )
    round_ = make_paired_round(weights={"PRIORITY": 1})
    other = {**dict.fromkeys(WEIGHT_BOXES, "0"), "weight_language": "1"}

    shown = client.get(f"/rounds/{round_.pk}/weights/", other)

    assert round_.result["pairs"][0][1] == str(urgent.pk)
    comparison = shown.context["comparison"]
    assert [row.need for row in comparison.gained] == [spoken]
    assert [row.need for row in comparison.lost] == [urgent]
    assert Round.objects.count() == 1
    response = client.post(f"/rounds/{round_.pk}/weights/", other)
    draft = Round.objects.get(state=Round.State.DRAFT)
    assert (response.url, draft.weights["LANGUAGE"], draft.weights["PRIORITY"]) == (f"/rounds/{draft.pk}/", 1.0, 0.0)


def test_ranges_of_weights_say_what_takes_over_beyond(client):
    offer("TUN", languages=["ar"])
    want("JOR", "Urgent", priority=1, languages=["fr"])
    spoken = want("EGY", "Spoken", priority=3, languages=["ar"])
    round_ = make_paired_round(weights={"PRIORITY": 1, "LANGUAGE": 0.1})

    page = client.get(f"/rounds/{round_.pk}/weights/ranges/").context["page"]
    fragment = client.get(f"/rounds/{round_.pk}/weights/ranges/", headers=HTMX)

    by_label = {row.label: row for row in page.rows}
    # The other takes over at two thirds.
    assert by_label["Language"].highest == 0.6
    assert [row.need for row in by_label["Language"].above] == [spoken]
    assert (by_label["Language"].lowest, by_label["Priority"].highest) == (None, None)
    assert templates_of(fragment)[0] == "twinning/_round_ranges.html"
    assert client.get(f"/rounds/{make_paired_round(least_score=100).pk}/weights/ranges/").status_code == 404


def test_two_rounds_are_compared(client, advisor, contested):
    round_, practice, met, unmet = contested
    draft = follow_round(round_=round_, user=advisor, now=NOW)
    RoundRule.objects.create(round=draft, practice=practice, need=unmet, kind="LOCKED")
    pair_now(round_=draft, now=NOW)

    page = client.get(f"/rounds/{draft.pk}/compare/").context["page"]
    other_way = client.get(f"/rounds/{round_.pk}/compare/?with={draft.pk}").context["page"]

    assert page.other == round_
    assert [row.need for row in page.comparison.gained] == [unmet]
    assert [row.need for row in page.comparison.lost] == [met]
    assert [figure.label for figure in page.settings if figure.differs] == ["Locked pairs"]
    assert [row.need for row in other_way.comparison.gained] == [met]


def test_adopting_asks_first_and_then_proposes(client, contested):
    round_, _practice, met, _unmet = contested
    address = f"/rounds/{round_.pk}/adopt/"

    asked = client.get(address)
    wrong = client.post(address, {"answer_by": "2020-01-01"})
    adopted = client.post(address, {"answer_by": "2099-01-01"})

    met.refresh_from_db()
    assert "1 pair is proposed" in asked.content.decode()
    assert "Give the countries time to answer" in wrong.content.decode()
    assert adopted.url == f"/rounds/{round_.pk}/"
    assert (Proposal.objects.get().need, met.state) == (met, Need.State.MATCHED)
    assert "What became of its proposals" in client.get(f"/rounds/{round_.pk}/").content.decode()


def test_a_draft_is_dropped_after_asking(client):
    draft = make_round()
    running = make_round()
    request_run(round_=running, user=None, now=NOW)

    client.get(f"/rounds/{draft.pk}/drop/")
    client.post(f"/rounds/{draft.pk}/drop/")
    client.post(f"/rounds/{running.pk}/drop/")

    assert list(Round.objects.all()) == [running]


def test_pages_of_a_round_take_the_same_queries_at_any_size(client):
    practice, need = offer("TUN"), want("JOR")
    small = make_paired_round()
    for giver, taker in (("EGY", "MAR"), ("LBN", "OMN"), ("QAT", "KWT")):
        offer(giver)
        want(taker)
    want("DZA")
    large = make_paired_round()

    def counts(round_) -> list[int]:
        paths = (
            "",
            f"needs/{need.pk}/",
            f"pairs/{practice.pk}/{need.pk}/",
            f"pairs/{practice.pk}/{need.pk}/why-not/",
            "weights/",
            "weights/ranges/",
            "compare/",
            "adopt/",
        )
        return [query_count(client, f"/rounds/{round_.pk}/{path}") for path in paths]

    of_small = counts(small)

    assert counts(large) == of_small
    assert max(of_small) <= 15
