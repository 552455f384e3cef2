from datetime import UTC, datetime

import pytest

from planner.models import Membership, Translated, User
from planner.permissions import NotAllowed
from planner.services.edits import EditedMeanwhile
from tests.factories import make_advisor, make_coordinator, make_member
from tests.twinning.factories import make_activity, make_person, make_twinning
from twinning.domain.agreements import fingerprint
from twinning.models import MandatoryResult, Notice, Side, Twinning
from twinning.queries.agreements import agreement_page, agreement_values
from twinning.services import agreements
from twinning.services.agreements import ChangedBeforeSigning, NothingToSign, SignedAlready, sign

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twinning() -> Twinning:
    """With a result, an activity and a leader of each side: hela of Tunisia, which shows, and rana of Jordan."""
    twinning = make_twinning()
    MandatoryResult.objects.create(twinning=twinning, order=1, title=Translated(ar="نتيجة"))
    make_activity(twinning)
    make_person(twinning, make_member("TUN", Membership.Role.TEAM_MEMBER, "hela"), Side.GIVER, role="LEADER")
    make_person(twinning, make_member("JOR", Membership.Role.TEAM_MEMBER, "rana"), Side.TAKER, role="LEADER")
    return twinning


def user(name: str) -> User:
    return User.objects.get(username=name)


def hash_of(twinning: Twinning) -> str:
    return fingerprint(agreement_values(Twinning.objects.get(pk=twinning.pk)))


def sign_as(name: str, twinning: Twinning) -> None:
    sign(twinning=twinning, read=hash_of(twinning), user=user(name), now=NOW)


def test_a_twinning_is_agreed_once_both_leaders_have_signed_the_same_text(twinning):
    sign_as("hela", twinning)
    twinning.refresh_from_db()
    assert twinning.state == Twinning.State.PREPARING

    sign_as("rana", twinning)

    twinning.refresh_from_db()
    kept = twinning.agreements.get()
    assert (twinning.state, twinning.revision) == (Twinning.State.AGREED, 1)
    assert (kept.revision, kept.sha256, fingerprint(kept.contents)) == (1, hash_of(twinning), kept.sha256)
    assert set(Notice.objects.filter(user=user("hela")).values_list("kind", flat=True)) == {"SIGNED", "MOVED"}


def test_a_text_that_changed_since_it_was_read_is_not_signed(twinning):
    read = hash_of(twinning)
    agreements.change_texts(
        twinning=twinning, version=1, values={"background": Translated(ar="خلفية")}, user=user("hela")
    )

    with pytest.raises(ChangedBeforeSigning):
        sign(twinning=twinning, read=read, user=user("rana"), now=NOW)


def test_a_change_takes_the_other_side_s_signature_away(twinning):
    sign_as("hela", twinning)
    agreements.add_row(
        twinning=twinning, row=MandatoryResult(), values={"title": Translated(ar="أخرى")}, user=user("rana")
    )

    sign_as("rana", twinning)

    assert Twinning.objects.get().state == Twinning.State.PREPARING
    sign_as("hela", twinning)
    assert Twinning.objects.get().state == Twinning.State.AGREED


def test_an_amendment_is_the_next_revision_and_keeps_the_one_before(twinning):
    sign_as("hela", twinning)
    sign_as("rana", twinning)
    first = hash_of(twinning)
    twinning.refresh_from_db()
    agreements.change_texts(
        twinning=twinning, version=twinning.version, values={"review": Translated(ar="مراجعة")}, user=user("rana")
    )

    page = agreement_page(user("rana"), twinning.pk)
    assert (page.is_amended, page.revision) == (True, 2)
    sign_as("rana", twinning)
    sign_as("hela", twinning)

    kept = list(twinning.agreements.values_list("revision", "sha256"))
    assert kept == [(2, hash_of(twinning)), (1, first)]
    assert Twinning.objects.get().revision == 2


def test_nobody_signs_twice_nor_for_the_other_side(twinning):
    sign_as("hela", twinning)

    with pytest.raises(SignedAlready):
        sign_as("hela", twinning)
    assert list(twinning.signatures.values_list("side", flat=True)) == ["GIVER"]


@pytest.mark.parametrize("role", ["DEPUTY", "MEMBER"])
def test_only_leaders_sign(twinning, role):
    twinning.people.filter(user__username="rana").update(role=role)

    with pytest.raises(NotAllowed):
        sign_as("rana", twinning)


def test_neither_a_coordinator_nor_an_advisor_signs(twinning):
    for other in (make_coordinator("JOR"), make_advisor("JOR", "TUN")):
        with pytest.raises(NotAllowed):
            sign(twinning=twinning, read=hash_of(twinning), user=other, now=NOW)


def test_a_leader_who_left_the_country_signs_no_more(twinning):
    user("rana").memberships.all().delete()

    with pytest.raises(NotAllowed):
        sign_as("rana", twinning)


def test_an_agreement_without_results_or_activities_is_not_signed(twinning):
    twinning.results.all().delete()

    with pytest.raises(NothingToSign):
        sign_as("hela", twinning)


def test_progress_and_moving_holidays_leave_the_signed_text_as_it_is(twinning):
    before = hash_of(twinning)
    twinning.workplan.tasks.update(state="IN_PROGRESS", progress=50)
    twinning.giver.holidays.all().delete()

    assert hash_of(twinning) == before


def test_two_who_change_one_text_do_not_overwrite_each_other(twinning):
    change = {"twinning": twinning, "version": 1, "user": user("hela")}
    agreements.change_texts(**change, values={"review": Translated(ar="أولى")})

    with pytest.raises(EditedMeanwhile):
        agreements.change_texts(**change, values={"review": Translated(ar="ثانية")})


def test_a_suspended_twinning_is_not_written(twinning):
    Twinning.objects.update(state="SUSPENDED")

    with pytest.raises(NotAllowed):
        agreements.change_texts(twinning=twinning, version=1, values={}, user=user("hela"))


def test_a_remark_is_open_until_it_is_answered_once(twinning):
    remark = agreements.add_remark(twinning=twinning, article="risks", text="؟", user=user("rana"), now=NOW)
    agreements.answer_remark(remark=remark, answer="نعم", user=user("hela"), now=NOW)

    assert (remark.side, remark.answer, remark.answered_by) == ("TAKER", "نعم", user("hela"))
    with pytest.raises(agreements.AnsweredAlready):
        agreements.answer_remark(remark=remark, answer="لا", user=user("rana"), now=NOW)
