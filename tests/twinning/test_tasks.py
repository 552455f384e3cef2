"""The tasks are called as a worker calls them."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from planner.models import User
from tests.factories import make_coordinator
from tests.twinning.factories import make_proposal, make_twinning
from twinning.models import Mail, Need
from twinning.services.notices import notify
from twinning.tasks import ask_for_digests, expire_proposals, send_mail

pytestmark = pytest.mark.django_db


def test_send_mail_sends_once_however_often_it_is_told():
    user = make_coordinator("JOR")
    User.objects.filter(pk=user.pk).update(email="samer@example.org")
    notify([user], kind="ASSIGNED", about=make_twinning(), now=timezone.now())
    mail = Mail.objects.get()

    for _delivery in range(3):
        send_mail(str(mail.pk))

    assert [message.to for message in outbox.outbox] == [["samer@example.org"]]


def test_ask_for_digests_leaves_alone_who_has_nothing_to_read():
    user = make_coordinator("JOR")
    notify([user], kind="MENTIONED", about=make_twinning(), now=timezone.now() + timedelta(days=1))

    ask_for_digests()

    assert not Mail.objects.exists()


def test_expire_proposals_opens_the_need_of_one_that_nobody_answered():
    proposal = make_proposal(answer_by=timezone.localdate() - timedelta(days=1))

    expire_proposals()

    proposal.refresh_from_db()
    assert (proposal.state, Need.objects.get(pk=proposal.need_id).state) == ("EXPIRED", "OPEN")
