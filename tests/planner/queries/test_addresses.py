import pytest
from django.urls import reverse

from planner.queries.addresses import TaskAddresses, task_address
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def test_the_address_of_a_task_opens_its_commitment():
    plan = make_plan("JOR")

    assert task_address(plan, "12.3") == f"/plans/{plan.pk}/tasks/?open=12#task-12.3"


def test_the_address_of_why_is_that_of_its_page():
    plan = make_plan("JOR")

    for key in ("INN-01-T2", "a key: مهمة"):
        assert TaskAddresses(plan).why(key) == reverse("task_why", args=[plan.pk, key])
