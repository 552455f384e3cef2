import pytest

from tests.factories import make_user
from tests.twinning.factories import NOW
from twinning.models import Feed
from twinning.services.feeds import change_feed, renew_feed

pytestmark = pytest.mark.django_db


def test_renew_feed_keeps_the_hash_and_not_the_token():
    user = make_user()

    token = renew_feed(user=user, scope="MINE", says_titles=False, now=NOW)

    # 32 random bytes in base64.
    assert len(token) == 43
    assert token not in str(Feed.objects.values().get())


def test_a_person_has_one_address():
    user = make_user()

    tokens = {renew_feed(user=user, scope="ALL", says_titles=True, now=NOW) for _ in range(3)}

    assert len(tokens) == 3
    assert Feed.objects.count() == 1


def test_change_feed_keeps_the_address():
    user = make_user()
    renew_feed(user=user, scope="MINE", says_titles=False, now=NOW)
    before = Feed.objects.get()

    change_feed(user=user, scope="ALL", says_titles=True, now=NOW)

    after = Feed.objects.get()
    assert (after.token_sha256, after.number) == (before.token_sha256, before.number + 1)
    assert (after.scope, after.says_titles) == ("ALL", True)


def test_change_feed_of_somebody_without_one_makes_none():
    change_feed(user=make_user(), scope="ALL", says_titles=True, now=NOW)

    assert not Feed.objects.exists()
