import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_coordinator, make_user
from twinning.models import MailSetting
from twinning.queries.mails import often_of, unsubscribe_token

pytestmark = pytest.mark.django_db


def address_for(user) -> str:
    return reverse("unsubscribe", args=[unsubscribe_token(user)])


def test_opening_the_address_asks_and_changes_nothing():
    user = make_user()

    page = Client().get(address_for(user))

    assert page.status_code == 200
    assert often_of(user) == "AT_ONCE"
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_one_click_of_a_mail_program_stops_mail_signed_out_and_without_a_cookie():
    user = make_user()

    response = Client(enforce_csrf_checks=True).post(address_for(user), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert often_of(user) == "OFF"


def test_the_page_is_the_same_for_somebody_who_is_gone():
    user, gone = make_user(), make_user()
    addresses = [address_for(user), address_for(gone)]
    gone.delete()

    pages = [Client().post(address) for address in addresses]

    assert [page.status_code for page in pages] == [200, 200]
    bodies = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()) for page in pages]
    bodies = [body.replace(address, "") for body, address in zip(bodies, addresses, strict=True)]
    assert bodies[0] == bodies[1]
    assert user.username not in bodies[0]


@pytest.mark.parametrize("token", ["1", "1:forged", "x" * 500])
def test_a_forged_token_is_not_found(token):
    make_user()

    responses = [getattr(Client(), method)(reverse("unsubscribe", args=[token])) for method in ("get", "post")]

    assert [response.status_code for response in responses] == [404, 404]
    assert not MailSetting.objects.exists()


def test_settings_are_kept(client):
    user = make_coordinator("JOR")
    client.force_login(user)

    response = client.post(reverse("notice_settings"), {"often": "DIGEST"})

    assert response["Location"] == reverse("notice_settings")
    assert often_of(user) == "DIGEST"


def test_settings_that_do_not_exist_are_refused(client):
    user = make_coordinator("JOR")
    client.force_login(user)

    response = client.post(reverse("notice_settings"), {"often": "HOURLY"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["often"]
    assert not MailSetting.objects.exists()


def test_settings_say_where_mail_goes_and_in_which_language(client):
    user = make_coordinator("TUN")
    user.email, user.language = "amel@example.org", "fr"
    user.save()
    client.force_login(user)

    page = client.get(reverse("notice_settings"), headers={"accept-language": "en"}).content.decode()

    assert '<bdi class="nowrap" dir="ltr">amel@example.org</bdi>' in page
    assert "French" in page
