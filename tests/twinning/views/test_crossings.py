from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from planner.models import OutsideLink, Plan
from planner.services.outside_links import add_outside_link
from tests.factories import make_advisor, make_coordinator, make_official, make_plan
from tests.twinning.factories import make_activity, make_twinning
from twinning.models import Twinning

NOW = datetime(2027, 1, 3, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twinning() -> Twinning:
    """Tunisia shows, Jordan learns; one mission."""
    twinning = make_twinning(start=date(2027, 1, 4), title={"ar": "توأمة الهوية الرقمية"})
    make_activity(twinning, title="بعثة الخبراء", days=3, where="JOINT", kind="EXPERT_MISSION")
    return twinning


@pytest.fixture
def plan() -> Plan:
    return make_plan("JOR", title="خطة الأردن")


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "ar"})
    client.force_login(user)
    return client


def values(twinning: Twinning, plan: Plan, **changed: object) -> dict[str, object]:
    return {
        "before": twinning.workplan.tasks.get().pk,
        "after": plan.workplan.tasks.first().key,
        "kind": "FS",
        "lag": "٢",
        "days_without": "",
        "cost_without": "",
        **changed,
    }


def test_a_task_is_let_wait_and_the_effect_is_shown(twinning, plan):
    client = signed_in(make_coordinator("JOR"))
    new = reverse("crossing_new", args=[twinning.pk, plan.pk])

    response = client.post(new, values(twinning, plan, days_without="90"), follow=True)

    link = OutsideLink.objects.get()
    assert (link.lag, link.days_without, link.cost_without) == (2, 90, None)
    assert response.redirect_chain == [(reverse("twinning_plan", args=[twinning.pk, plan.pk]), 302)]
    page = response.content.decode()
    assert "بعثة الخبراء" in page
    assert "توفّر التوأمة للخطة" in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(twinning, plan):
    client = signed_in(make_coordinator("JOR"))
    new = reverse("crossing_new", args=[twinning.pk, plan.pk])

    response = client.post(new, values(twinning, plan, after="", days_without="عشرة"))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"after", "days_without"}
    assert 'value="عشرة"' in response.content.decode()
    assert not OutsideLink.objects.exists()


def test_the_same_wait_twice_is_refused_in_words(twinning, plan):
    client = signed_in(make_coordinator("JOR"))
    new = reverse("crossing_new", args=[twinning.pk, plan.pk])
    client.post(new, values(twinning, plan))

    response = client.post(new, values(twinning, plan))

    assert response.status_code == 422
    assert "تنتظر تلك أصلاً" in response.content.decode()


def test_a_change_over_somebody_else_s_shows_both(twinning, plan):
    client = signed_in(make_coordinator("JOR"))
    add_outside_link(
        plan=plan,
        before=twinning.workplan.tasks.get(),
        after=plan.workplan.tasks.first().key,
        user=None,
        now=NOW,
    )
    link = OutsideLink.objects.get()
    address = reverse("crossing_change", args=[twinning.pk, plan.pk, link.pk])
    client.post(address, {"kind": "FS", "lag": "3", "version": 1})

    response = client.post(address, {"kind": "SS", "lag": "5", "version": 1})

    assert response.status_code == 409
    link.refresh_from_db()
    assert (link.kind, link.lag) == ("FS", 3)
    assert 'value="5"' in response.content.decode()


def test_the_other_country_learns_nothing_of_the_plan(twinning, plan):
    add_outside_link(
        plan=plan, before=twinning.workplan.tasks.get(), after=plan.workplan.tasks.first().key, user=None, now=NOW
    )
    client = signed_in(make_coordinator("TUN"))

    plans = client.get(reverse("twinning_plans", args=[twinning.pk]))

    assert plans.status_code == 200
    assert "خطة الأردن" not in plans.content.decode()
    assert client.get(reverse("twinning_plan", args=[twinning.pk, plan.pk])).status_code == 404


def test_an_official_reads_and_may_not_change(twinning, plan):
    client = signed_in(make_official("JOR"))

    assert client.get(reverse("twinning_plan", args=[twinning.pk, plan.pk])).status_code == 200
    assert client.get(reverse("crossing_new", args=[twinning.pk, plan.pk])).status_code == 403


def test_a_plan_of_a_third_country_does_not_exist_here(twinning):
    client, plan = signed_in(make_advisor("JOR", "MAR")), make_plan("MAR")

    assert client.get(reverse("twinning_plan", args=[twinning.pk, plan.pk])).status_code == 404


def test_the_effect_takes_as_many_queries_at_three_waits_as_at_one(twinning, plan, django_assert_max_num_queries):
    client, mission = signed_in(make_coordinator("JOR")), twinning.workplan.tasks.get()
    address = reverse("twinning_plan", args=[twinning.pk, plan.pk])
    tasks = list(plan.workplan.tasks.all()[:3])
    for task in tasks:
        add_outside_link(plan=plan, before=mission, after=task.key, user=None, now=NOW)

    with django_assert_max_num_queries(15):
        client.get(address, headers={"HX-Request": "true"})
