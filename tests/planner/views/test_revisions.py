import pytest

from planner.models import Revision, User
from tests.factories import make_advisor, make_big_plan, make_coordinator, make_official, make_plan
from tests.planner.approvals import TO_AMENDED, TO_APPROVED, change_first_task, move_on
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db
COMPARISON = "revisions/?before=1&after=now"


@pytest.fixture
def people(db) -> dict[str, User]:
    return {"COORDINATOR": make_coordinator("JOR"), "OFFICIAL": make_official("JOR")}


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("page", ["baseline/", "revisions/", COMPARISON])
def test_the_pages_take_the_same_queries_for_a_small_plan_and_for_a_large_one(page, language, people):
    small = move_on(make_plan("JOR"), people, *TO_AMENDED)
    large = move_on(make_big_plan("JOR", tasks=60), people, *TO_AMENDED, "approve_amendment", "open_amendment")
    for plan in (small, large):
        change_first_task(plan, days=50)
    client = reader(make_advisor("JOR"), language)

    counts = [query_count(client, f"/plans/{plan.pk}/{page}") for plan in (small, large)]

    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("page", ["baseline/", "revisions/", COMPARISON])
def test_a_plan_that_was_never_approved_says_what_to_do(page):
    content = reader(make_advisor("JOR")).get(f"/plans/{make_plan('JOR').pk}/{page}").content.decode()

    assert ("no baseline yet" in content) or ("No revision is kept yet" in content)


def test_a_revision_is_kept_by_hand_with_its_reason():
    plan, client = make_plan("JOR"), reader(make_advisor("JOR"))
    address = f"/plans/{plan.pk}/revisions/keep/"

    assert "Give the reason." in client.post(address, {"reason": ""}).content.decode()
    page = client.post(address, {"reason": "Before the workshop"}, follow=True)

    assert "Revision 1 is kept." in page.content.decode()
    assert Revision.objects.get().reason == "Before the workshop"


def test_a_plan_that_is_closed_is_not_kept_by_hand(people):
    plan = move_on(make_plan("JOR"), people, *TO_APPROVED)

    page = reader(make_advisor("JOR")).post(f"/plans/{plan.pk}/revisions/keep/", {"reason": "Now"}, follow=True)

    assert "start its implementation, then open an amendment" in page.content.decode()
    assert Revision.objects.count() == 1


def test_the_official_is_shown_what_an_amendment_changes(people):
    plan = move_on(make_plan("JOR"), people, *TO_AMENDED)

    content = reader(people["OFFICIAL"]).get(f"/plans/{plan.pk}/moves/approve_amendment/").content.decode()

    assert "What the amendment changes" in content
