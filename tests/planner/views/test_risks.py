import pytest

from planner.models import CommitmentRisk
from planner.queries.risks import risk_register
from tests.factories import make_advisor, make_plan
from tests.planner.views.pages import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan("JOR", codes=("INN-01", "INN-02"))


def test_the_register_is_sorted_by_state_and_weight(plan):
    levels = [
        ("LOW", "LOW", "OPEN"),
        ("HIGH", "HIGH", "CLOSED"),
        ("LOW", "MEDIUM", "OCCURRED"),
        ("HIGH", "MEDIUM", "OPEN"),
    ]
    CommitmentRisk.objects.all().delete()
    for order, (likelihood, effect, state) in enumerate(levels):
        CommitmentRisk.objects.create(
            commitment=plan.commitments.first(), order=order, likelihood=likelihood, effect=effect, state=state
        )

    rows = risk_register(plan)

    assert [(row.risk.state, row.weight, row.grade) for row in rows] == [
        ("OCCURRED", 2, "LOW"),
        ("OPEN", 6, "HIGH"),
        ("OPEN", 1, "LOW"),
        ("CLOSED", 9, "HIGH"),
    ]


def test_a_risk_is_weighed_in_words_and_changed(plan):
    client = reader(make_advisor("JOR"))
    risk = CommitmentRisk.objects.filter(commitment__plan=plan).first()
    second = plan.commitments.last()
    answers = {
        "commitment": second.pk,
        "text_ar": "تأخر التمويل",
        "likelihood": "HIGH",
        "effect": "HIGH",
        "mitigation_ar": "اتفاق مسبق",
        "owner_ar": "وزارة المالية",
        "state": "OCCURRED",
        "version": 1,
    }

    client.post(f"/plans/{plan.pk}/risks/{risk.key}/", answers)

    risk.refresh_from_db()
    assert (risk.commitment, risk.text, risk.state) == (second, {"ar": "تأخر التمويل"}, "OCCURRED")
    content = client.get(f"/plans/{plan.pk}/risks/").content.decode()
    assert "Weight 9 of 9: High" in content
    assert content.index("تأخر التمويل") < content.index("Weight 9 of 9: High") + 1
