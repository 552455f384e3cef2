from datetime import date

import pytest

from planner.models import Translated
from tests.factories import make_administrator, make_advisor, make_coordinator, make_user
from tests.twinning.factories import make_practice
from twinning.models import CaseCount, Practice
from twinning.queries.practices import practice_library, practice_page, practices_page

pytestmark = pytest.mark.django_db

TODAY = date(2027, 6, 1)


def library(user, **filters):
    return {card.practice.reference_key for card in practice_library(user, today=TODAY, **filters).cards}


def test_practices_page_shows_drafts_to_the_country_s_own_people_only():
    Practice.objects.filter(country="JOR").exclude(reference_key="P01").update(state=Practice.State.DRAFT)

    own = practices_page(make_advisor("JOR"), "JOR", today=TODAY)
    administrator = practices_page(make_administrator(), "JOR", today=TODAY)

    assert [card.practice.reference_key for card in own.cards] == ["P01", "P02", "P23"]
    assert [card.practice.reference_key for card in administrator.cards] == ["P01"]
    assert (own.cases.cases, own.can_write, administrator.can_write) == (6, True, False)


def test_practices_page_does_without_a_count():
    CaseCount.objects.all().delete()

    assert practices_page(make_advisor("JOR"), "JOR", today=TODAY).cases is None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"words": "الزَّواج الالكترونية"}, {"P09", "P14"}),
        ({"words": "البحرين"}, {"P12"}),
        ({"words": "قانون 31"}, {"P04"}),
        ({"words": "قانون ٣١"}, {"P04"}),
        ({"themes": ["TRUST", "FUNDING"]}, {"P17"}),
        ({"country": "QAT"}, {"P16"}),
        ({"country": "QAT", "words": "زواج"}, set()),
    ],
)
def test_practice_library_finds_in_any_spelling_and_narrows_by_facets(filters, found):
    assert library(make_advisor("JOR"), **filters) == found


def test_practice_library_narrows_by_the_language_of_teaching():
    make_practice("TUN", state="PUBLISHED", languages=["ar", "fr"])
    make_practice("TUN", state="PUBLISHED", languages=["en"])

    page = practice_library(make_advisor("JOR"), today=TODAY, language="fr")

    assert [card.practice.languages for card in page.cards] == [["ar", "fr"]]


def test_practice_library_holds_what_is_published_and_nothing_for_a_stranger():
    for state in set(Practice.State.values) - {"PUBLISHED"}:
        make_practice("TUN", state=state)

    assert practice_library(make_advisor("TUN"), today=TODAY).total == 24
    assert practice_library(make_user(), today=TODAY).total == 0


def test_practice_page_warns_of_a_similar_practice_as_long_as_it_can_be_changed():
    title = Translated(en="Electronic marriage contract")
    draft = make_practice(base_language="en")
    Practice.objects.filter(pk=draft.pk).update(title=title)
    coordinator = make_coordinator("JOR")

    page = practice_page(coordinator, draft.pk, today=TODAY)
    Practice.objects.filter(pk=draft.pk).update(state="PUBLISHED")
    published = practice_page(coordinator, draft.pk, today=TODAY)

    assert {other.reference_key for other in page.similar} == {"P09", "P13"}
    assert published.similar == []


def test_practice_page_leaves_out_what_nobody_answered_and_keeps_moves_from_other_countries():
    practice = make_practice(state="PUBLISHED", results=Translated(ar="نتيجة"))

    own = practice_page(make_coordinator("JOR"), practice.pk, today=TODAY)
    other = practice_page(make_coordinator("TUN"), practice.pk, today=TODAY)

    assert [[str(row.text) for row in section.rows] for section in own.sections] == [["نتيجة"]]
    assert (own.state.is_own, bool(own.state.moves), own.can_confirm) == (True, True, True)
    assert (other.state.is_own, other.state.moves, other.can_confirm) == (False, [], False)
