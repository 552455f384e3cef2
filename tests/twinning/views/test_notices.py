import pytest
from django.test import Client
from django.urls import reverse

from planner.models import Membership
from tests.factories import make_coordinator, make_member, make_plan
from tests.twinning.factories import NOW, make_activity, make_person, make_twinning
from twinning.models import Notice
from twinning.services.notices import notify

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_coordinator("JOR")
    client.force_login(user)
    return user


def test_notices_show_who_did_what(client, reader):
    official = make_coordinator("JOR")
    plan = make_plan(title="خطة الأردن")
    notify([reader], kind=Notice.Kind.PLAN_APPROVED, about=plan, by=official, now=NOW)

    page = client.get(reverse("notices"))

    assert page.status_code == 200
    assert "خطة الأردن" in page.content.decode()
    assert str(official) in page.content.decode()
    # The server's clock says nine.
    assert '<time datetime="2027-01-03T12:00:00+03:00" class="number">12:00</time>' in page.content.decode()
    assert page.context["page"].unread_count == 1


def test_a_notice_leads_to_what_it_is_about_and_is_read_then(client, reader):
    plan = make_plan()
    notify([reader], kind=Notice.Kind.PLAN_APPROVED, about=plan, now=NOW)
    notice = Notice.objects.get()

    response = client.get(reverse("notice", args=[notice.pk]))

    assert response["Location"] == plan.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_notice_of_an_activity_leads_to_its_page(client, reader):
    activity = make_activity(make_twinning())
    notify([reader], kind=Notice.Kind.SUBMITTED, about=activity, now=NOW)

    response = client.get(reverse("notice", args=[Notice.objects.get().pk]), follow=True)

    assert response.redirect_chain == [(f"/twinnings/{activity.twinning_id}/activities/{activity.task.key}/", 302)]
    assert response.status_code == 200


def test_an_invitation_leads_to_where_it_is_answered(client):
    invited, twinning = make_member("JOR", Membership.Role.TEAM_MEMBER), make_twinning()
    make_person(twinning, invited, accepted_at=None)
    client.force_login(invited)
    notify([invited], kind=Notice.Kind.INVITED, about=twinning, now=NOW)

    response = client.get(reverse("notice", args=[Notice.objects.get().pk]), follow=True)

    assert response.status_code == 200
    assert reverse("invitation_answer", args=[twinning.pk]) in response.content.decode()


def test_somebody_elses_notice_is_not_found(client, reader):
    notify([make_coordinator("JOR")], kind=Notice.Kind.PLAN_APPROVED, about=make_plan(), now=NOW)

    response = client.get(reverse("notice", args=[Notice.objects.get().pk]))

    assert response.status_code == 404
    assert Notice.objects.get().read_at is None


def test_the_masthead_asks_for_the_count_once(client, reader):
    notify([reader], kind=Notice.Kind.PLAN_APPROVED, about=make_plan(), now=NOW)

    page = client.get(reverse("start")).content.decode()
    link = client.get(reverse("notices_link"), headers={"HX-Request": "true"}).content.decode()

    assert f'hx-get="{reverse("notices_link")}"' in page
    assert '<span class="bell__count" aria-hidden="true">1</span>' in link
    assert "hx-get" not in link
    assert len(link) < 1500


def test_the_count_takes_three_queries(client, reader, django_assert_num_queries):
    # The session, the person, the count.
    with django_assert_num_queries(3):
        client.get(reverse("notices_link"))


def test_nobody_signed_in_is_asked_of_no_notices(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Client().get(reverse("login"))

    assert "notices" not in page.content.decode()


def test_all_are_marked_as_read_by_a_form(client, reader):
    notify([reader], kind=Notice.Kind.PLAN_APPROVED, about=make_plan(), now=NOW)

    response = client.post(reverse("notices_read"), follow=True)

    assert response.context["page"].unread_count == 0
    assert Notice.objects.get().read_at is not None
