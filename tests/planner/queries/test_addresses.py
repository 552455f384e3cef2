import pytest

from planner.queries.addresses import task_address
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def test_the_address_of_a_task_opens_its_commitment():
    plan = make_plan("JOR")

    assert task_address(plan, "12.3") == f"/plans/{plan.pk}/tasks/?open=12#task-12.3"
