import pytest

from tests.factories import make_advisor, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db


def address_of(plan, key="") -> str:
    return f"/plans/{plan.pk}/tasks/{key or plan.workplan.tasks.first().key}/why/"


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="panel"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_task_why_answers_with_a_page_or_with_its_panel(headers, is_whole):
    plan = make_plan("JOR")

    response = reader(make_advisor("JOR")).get(address_of(plan), headers=headers)

    assert ("planner/task_why.html" in templates_of(response)) is is_whole
    assert ("data-close" in response.content.decode()) is not is_whole
    assert 'id="why-panel"' in response.content.decode()
    assert response["Vary"].count("HX-Request") == 1


def test_task_why_is_not_found_for_a_task_of_another_plan():
    plan, other = make_plan("JOR"), make_plan("JOR", codes=("TEC-01",))
    strange = other.workplan.tasks.exclude(key__in=plan.workplan.tasks.values("key")).first()

    assert reader(make_advisor("JOR")).get(address_of(plan, strange.key)).status_code == 404


def test_task_why_takes_the_same_queries_for_a_small_plan_and_a_large_one():
    client = reader(make_advisor("JOR"))
    small, large = make_plan("JOR", codes=("INN-01",)), make_plan("JOR", codes=("INN-01", "INN-02", "TEC-01"))
    last = [plan.workplan.tasks.last().key for plan in (small, large)]

    counts = [query_count(client, address_of(plan, key)) for plan, key in zip((small, large), last, strict=True)]

    assert counts[0] == counts[1] <= 15


def test_every_task_of_the_table_leads_to_its_explanation():
    plan = make_plan("JOR")

    content = reader(make_advisor("JOR")).get(f"/plans/{plan.pk}/tasks/").content.decode()

    for task in plan.workplan.tasks.all():
        assert f'href="{address_of(plan, task.key)}" hx-get="{address_of(plan, task.key)}"' in content
