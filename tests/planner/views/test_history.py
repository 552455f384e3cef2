from datetime import UTC, datetime

import pytest

from planner.models import Plan
from planner.services.tasks import add_task, change_task
from tests.factories import make_advisor, make_official, make_plan, make_user
from tests.planner.views.pages import query_count, reader

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 3, 9, 30, tzinfo=UTC)


def edit(plan: Plan, user, days: int) -> None:
    task = plan.workplan.tasks.first()
    change_task(plan=plan, key=task.key, version=task.version, values={"days": days}, user=user, now=NOW)


def test_history_says_who_changed_what_and_when():
    plan, rana = make_plan("JOR"), make_advisor("JOR")
    task = plan.workplan.tasks.first()
    before = task.days
    edit(plan, rana, 77)
    add_task(plan=plan, commitment=task.commitment_id, title={"en": "New"}, days=3, user=None, now=NOW)

    content = reader(make_official("JOR")).get(f"/plans/{plan.pk}/history/").content.decode()

    assert content.index('id="change-2"') < content.index('id="change-1"')
    assert "Added: Task “New”." in content
    assert f"Task “{task.title['en']}”: working days from {before} working days to 77 working days." in content
    assert f"<bdi>{rana}</bdi>" in content
    assert "3 January 2027" in content
    assert "09:30" in content


def test_history_comes_in_pages():
    plan, rana = make_plan("JOR"), make_advisor("JOR")
    for days in range(100, 153):
        edit(plan, rana, days)
    client = reader(rana)

    pages = [client.get(f"/plans/{plan.pk}/history/{query}").content.decode() for query in ("", "?page=2", "?page=99")]

    assert [page.count('id="change-') for page in pages] == [50, 3, 3]
    assert "Page 1 of 2" in pages[0]
    assert 'rel="next" href="?page=2"' in pages[0]


def test_history_of_a_plan_that_nobody_changed_says_so():
    plan = make_plan("JOR")

    content = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/history/").content.decode()

    assert "Nobody has changed this plan yet." in content


def test_history_takes_the_same_queries_for_one_change_and_for_three():
    plan, rana = make_plan("JOR"), make_advisor("JOR")
    client, counts = reader(rana), []
    for turns in ((90,), (91, 92)):
        for days in turns:
            edit(plan, make_user(), days)
        counts.append(query_count(client, f"/plans/{plan.pk}/history/"))

    assert counts[0] == counts[1] <= 15
