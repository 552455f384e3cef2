import pytest

from tests.factories import make_advisor
from twinning.models import CaseCount, Practice
from twinning.queries.practices import practices_page

pytestmark = pytest.mark.django_db


def test_practices_page_leaves_drafts_out():
    Practice.objects.filter(country="JOR").exclude(reference_key="P01").update(state=Practice.State.DRAFT)

    page = practices_page(make_advisor("JOR"), "JOR")

    assert [practice.reference_key for practice in page.practices] == ["P01"]
    assert page.cases.cases == 6


def test_practices_page_does_without_a_count():
    CaseCount.objects.all().delete()

    assert practices_page(make_advisor("JOR"), "JOR").cases is None
