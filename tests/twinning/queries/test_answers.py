from datetime import date

import pytest

from tests.factories import make_administrator, make_coordinator
from tests.twinning.factories import make_need, make_practice
from twinning.models import Practice
from twinning.queries.answers import ANSWERS_SHOWN, answers_to_need, users_of_practice

pytestmark = pytest.mark.django_db

TODAY = date(2027, 6, 1)


def test_answers_to_need_are_published_practices_of_others_the_best_first():
    Practice.objects.all().delete()
    need = make_need("JOR", themes=["TRUST", "SKILLS"], languages=["ar"])
    good = make_practice("TUN", state="PUBLISHED", themes=["TRUST", "SKILLS"], languages=["ar"])
    poor = make_practice("TUN", state="PUBLISHED", themes=["FUNDING"], languages=["fr"])
    make_practice("TUN", themes=["TRUST"])
    make_practice("JOR", state="PUBLISHED", themes=["TRUST"])

    page = answers_to_need(make_coordinator("JOR"), need.pk, today=TODAY)

    assert ([answer.record for answer in page.answers], page.total) == ([good, poor], 2)
    assert page.answers[0].percent > page.answers[1].percent
    assert len(page.answers[0].criteria) == 9


def test_answers_to_need_shows_the_best_few():
    need = make_need("JOR", themes=["TRUST"])

    page = answers_to_need(make_coordinator("JOR"), need.pk, today=TODAY)

    assert (len(page.answers), page.total) == (ANSWERS_SHOWN, 21)


def test_users_of_practice_are_open_needs_of_other_countries():
    practice = make_practice("JOR", state="PUBLISHED", themes=["TRUST"])
    wanted = make_need("TUN", state="OPEN", themes=["TRUST"])
    make_need("TUN", state="DRAFT", themes=["TRUST"])
    make_need("JOR", state="OPEN", themes=["TRUST"])

    page = users_of_practice(make_coordinator("TUN"), practice.pk, today=TODAY)
    administrator = users_of_practice(make_administrator(), practice.pk, today=TODAY)

    assert [answer.record for answer in page.answers] == [wanted]
    assert administrator.answers == []
