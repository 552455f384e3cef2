import pytest

from tests.factories import make_coordinator
from tests.planner.views.pages import HISTORY, HTMX, query_count, reader, templates_of
from tests.twinning.factories import make_need, make_practice
from twinning.models import Practice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [
        pytest.param({}, True, id="page"),
        pytest.param(HTMX, False, id="fragment"),
        pytest.param(HISTORY, True, id="back"),
    ],
)
def test_answers_come_as_a_page_or_as_the_list(headers, is_whole):
    practice = make_practice("TUN", state="PUBLISHED", title="ممارسة تونس", themes=["TRUST"])
    need = make_need("JOR", state="OPEN", title="احتياج الأردن", themes=["TRUST"])
    Practice.objects.exclude(pk=practice.pk).delete()
    client = reader(make_coordinator("JOR"))

    to_need = client.get(f"/needs/{need.pk}/practices/", headers=headers)
    of_practice = client.get(f"/practices/{practice.pk}/needs/", headers=headers)

    assert ("twinning/need_practices.html" in templates_of(to_need)) is is_whole
    assert ("twinning/practice_needs.html" in templates_of(of_practice)) is is_whole
    assert "ممارسة تونس" in to_need.content.decode()
    assert "احتياج الأردن" in of_practice.content.decode()


def test_answers_take_the_same_queries_for_one_and_for_many():
    need = make_need("JOR", state="OPEN", themes=["TRUST"])
    client = reader(make_coordinator("JOR"))
    many = query_count(client, f"/needs/{need.pk}/practices/")
    Practice.objects.exclude(reference_key="P17").delete()

    assert query_count(client, f"/needs/{need.pk}/practices/") == many <= 15
