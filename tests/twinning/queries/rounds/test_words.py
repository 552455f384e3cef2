import pytest
from django.utils.translation import override

from tests.twinning.factories import make_need, make_practice
from twinning.domain import contradictions
from twinning.domain.kept_rounds import kept_contradiction
from twinning.domain.pairing import Candidate, Reason, ReasonKind
from twinning.models import Need, Practice
from twinning.queries.rounds.ground import PlacesLeft
from twinning.queries.rounds.words import (
    _CONTRADICTIONS,
    contradiction_in_words,
    keys_of_contradiction,
    named,
    obstacles_to,
    reason_in_words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def practice():
    return make_practice("TUN", title="Training", state=Practice.State.PUBLISHED)


@pytest.fixture
def need():
    return make_need("JOR", title="Skills", state=Need.State.OPEN)


def in_words(contradiction) -> str:
    kept = kept_contradiction(contradiction)
    keys = keys_of_contradiction(kept)
    uuids = [key for key in keys if len(key) == 36]
    return contradiction_in_words(kept, named(uuids, uuids))


def test_each_contradiction_names_practices_needs_and_countries(practice, need):
    p, n = str(practice.pk), str(need.pk)

    said = [
        in_words(contradictions.LockedUnknown(p, n)),
        in_words(contradictions.LockedForbidden(p, n)),
        in_words(contradictions.NeedLockedTwice(n, [p, p])),
        in_words(contradictions.CountryPairLockedTwice(("JOR", "TUN"))),
        in_words(contradictions.TooManyLocked("TUN", 2, 1)),
        in_words(contradictions.TooManyLocked(p, 3, 0)),
        in_words(contradictions.NotPlaces("TUN", -1)),
        in_words(contradictions.NotAScore(Candidate(p, n, "TUN", "JOR", float("nan")))),
    ]

    assert said == [
        "“Training” is locked to “Skills”, but one of them is no longer open, or both are of one country.",
        "“Training” for “Skills” is both locked and forbidden.",
        "“Skills” is locked to more than one practice, and a need is met once: “Training”, “Training”.",
        "More than one pair of Jordan and Tunisia is locked, and this round pairs two countries at most once.",
        "Tunisia: 2 pairs are locked, but there is room for 1.",
        "“Training”: 3 pairs are locked, but there is room for 0.",
        "The places of Tunisia must be a whole number, 0 or more.",
        "The score of “Training” for “Skills” is not a number from 0 to 1.",
    ]


def test_every_contradiction_there_is_has_words():
    kinds = {kind.__name__ for kind in contradictions.Contradiction.__subclasses__()}

    assert kinds == set(_CONTRADICTIONS)


@pytest.mark.parametrize("kind", ReasonKind)
def test_every_reason_has_words(kind):
    taken = (Candidate("p", "n", "TUN", "JOR", 1.0),)

    assert reason_in_words(Reason(kind)) != ""
    assert reason_in_words(Reason(kind, taken)).endswith((":", "."))


def test_obstacles_name_what_has_changed(practice, need):
    pair = Candidate(str(practice.pk), str(need.pk), "TUN", "JOR", 0.5)
    room = PlacesLeft({"TUN": 1}, {"JOR": 1}, {str(practice.pk): 1})

    before = obstacles_to([pair], named([practice.pk], [need.pk]), room)
    Practice.objects.update(state=Practice.State.PAUSED)
    Need.objects.update(state=Need.State.DRAFT)
    after = obstacles_to([pair], named([practice.pk], [need.pk]), PlacesLeft({"TUN": 0}, {"JOR": 0}, {}))

    assert before == []
    assert after == [
        "The practice “Training” is no longer published.",
        "The need “Skills” is no longer open.",
        "Tunisia has no place left in which to give.",
        "Jordan has no place left in which to learn.",
    ]
