import pytest

from planner.models import Change, CommitmentIndicator
from tests.factories import make_advisor, make_plan
from tests.planner.views.pages import HTMX, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan("JOR")


@pytest.fixture
def indicator(plan):
    return plan.commitments.get().indicators.first()


@pytest.fixture
def answers(plan, indicator):
    """The indicator as it stands, as its form sends it."""
    texts = {
        f"{name}_{code}": text
        for name in ("name", "definition", "formula", "source", "owner")
        for code, text in getattr(indicator, name).items()
    }
    chosen = {name: getattr(indicator, name) for name in ("frequency", "unit", "direction", "target")}
    return {**texts, **chosen, "commitment": indicator.commitment_id, "version": 1}


@pytest.fixture
def advisor():
    return reader(make_advisor("JOR"))


@pytest.fixture
def address(plan, indicator):
    return f"/plans/{plan.pk}/results/{indicator.key}/"


def years_of(indicator) -> list[tuple[int, float, float | None]]:
    return list(indicator.targets.values_list("year", "target", "actual"))


def test_yearly_targets_and_what_was_reached_are_kept(advisor, address, answers, indicator):
    changes = {
        "baseline": "٨٫٥",
        "baseline_year": "٢٠٢٥",
        "target_2027": "20",
        "actual_2027": "22,5",
        "target_2028": "45",
    }

    advisor.post(address, {**answers, **changes})
    advisor.post(address, {**answers, "version": 2, "baseline": "8.5", "baseline_year": 2025, "target_2027": "25"})

    indicator.refresh_from_db()
    assert (indicator.baseline, indicator.baseline_year, indicator.version) == (8.5, 2025, 3)
    assert years_of(indicator) == [(2027, 25, None)]
    second = [(part["kind"], part["about"].get("year"), part["field"]) for part in Change.objects.first().parts]
    assert second == [
        ("indicatortarget", 2028, ""),
        ("indicatortarget", 2027, "target"),
        ("indicatortarget", 2027, "actual"),
    ]


def test_nothing_changed_is_no_change(advisor, address, answers):
    advisor.post(address, {**answers, "target_2027": "20"})
    advisor.post(address, {**answers, "target_2027": "20", "version": 2})

    assert Change.objects.count() == 1


def test_the_years_of_two_people_do_not_go_over_each_other(advisor, address, answers, indicator):
    advisor.post(address, {**answers, "target_2027": "20"})

    second = advisor.post(address, {**answers, "target_2027": "30"}, headers=HTMX)

    assert second.status_code == 409
    assert [(now.label, now.value) for now in second.context["form"].meanwhile] == [("Target 2027", "20.0")]
    assert years_of(indicator) == [(2027, 20, None)]


def test_what_was_reached_needs_what_was_to_be_reached(advisor, address, answers):
    response = advisor.post(address, {**answers, "actual_2027": "5"})

    assert response.context["form"].errors == {"target_2027": ["Give what was to be reached in this year, too."]}


def test_an_indicator_is_added_at_the_end_of_the_list(advisor, plan, answers):
    advisor.post(f"/plans/{plan.pk}/results/new/", {**answers, "name_ar": "مؤشر جديد", "target_2027": "1"})

    added = CommitmentIndicator.objects.order_by("pk").last()
    assert (added.name["ar"], added.order, years_of(added)) == ("مؤشر جديد", 3, [(2027, 1, None)])


def test_the_page_says_whether_a_target_was_reached(advisor, plan, indicator):
    indicator.targets.create(year=2027, target=20, actual=22)

    content = advisor.get(f"/plans/{plan.pk}/results/").content.decode()

    assert "target of 2027 reached" in content
    assert "not measured yet" in content
