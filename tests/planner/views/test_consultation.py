from datetime import date

import pytest

from planner.models import Change, Contribution
from tests.factories import make_advisor, make_contribution, make_official, make_plan
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of

pytestmark = pytest.mark.django_db
PROPOSAL = {
    "received_on": "٣/١/٢٠٢٧",
    "contributor_ar": "نقابة المهندسين",
    "text_ar": "إشراك النقابات\nفي اللجنة",
    "response": "PENDING",
}


@pytest.fixture
def plan():
    return make_plan("JOR")


@pytest.fixture
def address(plan):
    return f"/plans/{plan.pk}/consultation/"


@pytest.fixture
def advisor():
    return reader(make_advisor("JOR"))


def errors_of(response) -> dict[str, list[str]]:
    return {field: list(errors) for field, errors in response.context["form"].errors.items()}


def test_a_proposal_is_put_on_record(advisor, plan, address):
    response = advisor.post(f"{address}new/", {**PROPOSAL, "commitment": plan.commitments.get().pk})

    entry = Contribution.objects.get()
    assert response["Location"] == f"{address}#entry-{entry.key}"
    assert (entry.plan, entry.received_on, entry.commitment) == (plan, date(2027, 1, 3), plan.commitments.get())
    assert (entry.contributor, entry.text) == ({"ar": "نقابة المهندسين"}, {"ar": "إشراك النقابات\nفي اللجنة"})
    (part,) = Change.objects.get().parts
    assert (part["kind"], part["key"], part["after"]["text"]) == ("contribution", str(entry.key), entry.text)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"received_on": ""}, {"received_on": ["This field is required."]}),
        ({"text_ar": "", "text_en": "A council"}, {"text": ["Give the text in the language the plan is written in."]}),
        (
            {"response": "TAKEN_IN"},
            {"reason": ["Give the reason for the response: whoever proposed something is told why."]},
        ),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_stays(advisor, address, changes, errors):
    response = advisor.post(f"{address}new/", {**PROPOSAL, **changes})

    assert (response.status_code, errors_of(response), Contribution.objects.count()) == (422, errors, 0)
    assert 'value="نقابة المهندسين"' in response.content.decode()


def test_a_commitment_of_another_plan_is_not_to_be_chosen(advisor, address):
    other = make_plan("TUN").commitments.get()

    response = advisor.post(f"{address}new/", {**PROPOSAL, "commitment": other.pk})

    assert list(errors_of(response)) == ["commitment"]


def test_an_answered_proposal_needs_a_reason_when_it_is_changed_too(advisor, plan, address):
    entry = make_contribution(plan)

    response = advisor.post(f"{address}{entry.key}/", {**PROPOSAL, "version": 1, "response": "PARTLY"})

    entry.refresh_from_db()
    assert (list(errors_of(response)), entry.response) == (["reason"], "PENDING")


def test_the_second_of_two_who_save_gets_both_versions_and_keeps_the_typed_text(advisor, plan, address):
    entry = make_contribution(plan)
    advisor.post(f"{address}{entry.key}/", {**PROPOSAL, "version": 1, "text_ar": "نص الزميلة"})

    second = advisor.post(f"{address}{entry.key}/", {**PROPOSAL, "version": 1, "text_ar": "نصي"}, headers=HTMX)

    form = second.context["form"]
    assert (second.status_code, [(now.label, now.value) for now in form.meanwhile]) == (
        409,
        [("Proposal", "نص الزميلة")],
    )
    assert "نصي</textarea>" in second.content.decode()
    again = advisor.post(f"{address}{entry.key}/", {**PROPOSAL, "version": form["version"].value(), "text_ar": "نصي"})
    entry.refresh_from_db()
    assert (again.status_code, entry.text, entry.version) == (302, {"ar": "نصي"}, 3)


def test_a_proposal_is_removed_after_a_question(advisor, plan, address):
    entry = make_contribution(plan)

    asked = advisor.get(f"{address}{entry.key}/remove/")
    stale = advisor.post(f"{address}{entry.key}/remove/", {"version": 7})
    removed = advisor.post(f"{address}{entry.key}/remove/", {"version": 1}, headers=HTMX)

    assert "Remove this?" in asked.content.decode()
    assert (stale.status_code, removed.status_code, Contribution.objects.count()) == (409, 200, 0)
    assert "Removed." in removed.content.decode()


@pytest.mark.parametrize("page", ["", "new/", "{key}/", "{key}/remove/"])
@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_each_address_answers_with_the_page_or_with_the_list_alone(advisor, plan, address, page, headers, is_whole):
    entry = make_contribution(plan)

    response = advisor.get(address + page.format(key=entry.key), headers=headers)

    assert ("planner/plan_consultation.html" in templates_of(response)) is is_whole
    assert "planner/_plan_consultation.html" in templates_of(response)
    assert response["Vary"].count("HX-Request") == 1


def test_an_official_reads_the_log_and_changes_nothing(plan, address):
    official = reader(make_official("JOR"))
    entry = make_contribution(plan)

    content = official.get(address).content.decode()

    assert "Add a proposal" not in content
    assert f"{entry.key}/" not in content
    assert official.post(f"{address}{entry.key}/", PROPOSAL).status_code == 403


def test_an_entry_of_another_plan_is_not_found(advisor, address):
    theirs = make_contribution(make_plan("TUN"))

    assert [advisor.get(f"{address}{theirs.key}/{page}").status_code for page in ("", "remove/")] == [404, 404]


def test_the_log_takes_the_same_queries_for_one_proposal_and_for_three(advisor):
    plans = [make_plan("JOR"), make_plan("JOR")]
    for plan, count in zip(plans, (1, 3), strict=True):
        for _time in range(count):
            make_contribution(plan, commitment=plan.commitments.get())

    counts = [query_count(advisor, f"/plans/{plan.pk}/consultation/") for plan in plans]

    assert counts[0] == counts[1] <= 15
