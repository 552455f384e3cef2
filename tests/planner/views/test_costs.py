import pytest

from planner.models import Financing, FinancingSource
from tests.factories import make_advisor, make_plan, make_source
from tests.planner.views.pages import HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan("JOR")


@pytest.fixture
def advisor():
    return reader(make_advisor("JOR"))


@pytest.fixture
def grid(plan):
    return f"/plans/{plan.pk}/costs/commitments/{plan.commitments.get().key}/"


def test_a_source_is_added(advisor, plan):
    advisor.post(f"/plans/{plan.pk}/costs/new/", {"name_ar": "البنك الدولي", "kind": "LOAN", "is_secured": "on"})

    source = FinancingSource.objects.get()
    assert (source.plan, source.name, source.kind, source.is_secured) == (plan, {"ar": "البنك الدولي"}, "LOAN", True)


def test_an_amount_in_any_digits_is_saved_and_the_totals_come_back_in_the_same_answer(advisor, plan, grid):
    source = make_source(plan)

    response = advisor.post(grid, {f"amount_{source.key}_2027": "٦٠٬٠٠٠"}, headers=HTMX)

    assert (response.status_code, Financing.objects.get().amount) == (200, 60_000)
    assert response.context["page"].total.balance.financed == 60_000
    assert templates_of(response)[0] == "planner/_plan_costs.html"


def test_without_htmx_the_amounts_lead_back_to_the_page(advisor, plan, grid):
    response = advisor.post(grid, {f"amount_{make_source(plan).key}_2027": "1,000"})

    assert response["Location"] == f"/plans/{plan.pk}/costs/#amounts-{plan.commitments.get().key}"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("-5", "An amount is never below zero."),
        ("12.50", "Give the amount in whole US dollars, such as 12,500."),
        ("much", "Give the amount in whole US dollars, such as 12,500."),
        ("9,000,000,000", "An amount is at most two billion US dollars."),
    ],
)
def test_what_is_no_amount_is_refused_at_its_cell_and_stays(advisor, plan, grid, typed, error):
    name = f"amount_{make_source(plan).key}_2027"

    response = advisor.post(grid, {name: typed})

    assert (response.status_code, response.context["form"].errors) == (422, {name: [error]})
    assert f'value="{typed}"' in response.content.decode()
    assert not Financing.objects.exists()


def test_the_same_cell_changed_meanwhile_shows_both_and_is_saved_the_second_time(advisor, plan, grid):
    source = make_source(plan)
    name = f"amount_{source.key}_2027"
    advisor.post(grid, {name: "10", "shown": "[]"})

    second = advisor.post(grid, {name: "12", "shown": "[]"}, headers=HTMX)
    form = second.context["form"]
    third = advisor.post(grid, {name: "12", "shown": form["shown"].value()}, headers=HTMX)

    assert (second.status_code, form.errors, form[name].value()) == (409, {name: ["Now 10."]}, "12")
    assert (third.status_code, Financing.objects.get().amount) == (200, 12)


def test_a_commitment_of_another_plan_is_not_found(advisor, plan):
    theirs = make_plan("TUN").commitments.get()

    assert advisor.get(f"/plans/{plan.pk}/costs/commitments/{theirs.key}/").status_code == 404


@pytest.mark.parametrize(
    "page", ["costs/", "costs/commitments/{key}/", "results/", "risks/", "risks/new/", "results/new/"]
)
def test_pages_take_the_same_queries_for_one_commitment_and_for_three(advisor, page):
    plans = [make_plan("JOR"), make_plan("JOR", codes=("INN-01", "INN-02", "TEC-01"))]
    for plan in plans:
        for commitment in plan.commitments.all():
            Financing.objects.create(source=make_source(plan), commitment=commitment, year=2027, amount=1)

    counts = [
        query_count(advisor, f"/plans/{plan.pk}/{page.format(key=plan.commitments.first().key)}") for plan in plans
    ]

    assert counts[0] == counts[1] <= 15
