import pytest
from django.utils.translation import override

from planner.models import Membership
from planner.queries.people import RoleMembers, own_country, people_who_see
from tests.factories import make_administrator, make_advisor, make_member, make_user

pytestmark = pytest.mark.django_db


def test_people_who_see_are_named_by_role_and_in_order(django_assert_num_queries):
    make_member("JOR", Membership.Role.OFFICIAL, "huda")
    make_member("JOR", Membership.Role.ADVISOR, "rima")
    make_member("JOR", Membership.Role.OFFICIAL, "basel")
    make_member("TUN", Membership.Role.COORDINATOR, "leila")
    gone = make_member("JOR", Membership.Role.COORDINATOR, "gone")
    gone.is_active = False
    gone.save()
    make_administrator()

    with override("en"), django_assert_num_queries(1):
        people = people_who_see("JOR")

    assert people == [RoleMembers("Advisor", ["rima"]), RoleMembers("Official", ["basel", "huda"])]


def test_a_person_lives_by_the_country_joined_first():
    person = make_advisor("TUN", "JOR")

    assert own_country(person).pk == "TUN"
    assert own_country(make_user()) is None
