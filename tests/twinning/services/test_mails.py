"""What is sent, to whom and when, and what becomes of it when a worker is killed."""

from __future__ import annotations

import smtplib
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.core.signing import Signer

from planner import jobs
from planner.models import Holiday, JobState, Membership, Translated, User
from planner.services.people import keep_language
from tests.factories import make_member, make_plan
from tests.twinning.factories import make_activity, make_person, make_twinning
from twinning.models import Mail, MailSetting, Notice
from twinning.queries.mails import MOST_ROWS, unsubscribe_token
from twinning.services import mails
from twinning.services.notices import mark_all_read, notify

pytestmark = pytest.mark.django_db

# Sunday, a working day in Jordan and none in Tunisia; 08:00 in Amman.
SUNDAY = datetime(2027, 1, 10, 5, tzinfo=UTC)
LATER = timedelta(seconds=jobs.LEASE.total_seconds() + 1)


def make_reader(country: str = "JOR", **fields: object) -> User:
    user = make_member(country, Membership.Role.COORDINATOR)
    for name, value in {"email": f"{user.username}@example.org", **fields}.items():
        setattr(user, name, value)
    user.save()
    return user


def work(mail: Mail, *, now: datetime = SUNDAY) -> Mail:
    """As a worker does it."""
    jobs.work_on(Mail, mail.pk, make=mails.send, may_have=mails.may_have, fault_of=mails.fault_of, clock=lambda: now)
    mail.refresh_from_db()
    return mail


def work_on_all(*, now: datetime = SUNDAY) -> None:
    for mail in Mail.objects.filter(state=JobState.QUEUED).order_by("asked_at", "pk"):
        work(mail, now=now)


def sent_to(user: User) -> list[str]:
    return [message.subject for message in outbox.outbox if message.to == [user.email]]


# --- at once --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mailed"),
    [
        ("ASSIGNED", 1),
        ("HANDED_OVER", 1),
        ("ACCEPTED", 1),
        ("RETURNED", 1),
        ("REPORT_APPROVED", 1),
        ("MENTIONED", 0),
        ("PROPOSED", 0),
        ("SIGNED", 0),
    ],
)
def test_at_once_is_for_what_one_was_given_or_was_decided(kind, mailed):
    user = make_reader()

    notify([user], kind=kind, about=make_twinning(), now=SUNDAY)

    assert Mail.objects.filter(to=user, day=None, state="QUEUED").count() == mailed


@pytest.mark.parametrize(
    ("often", "fields", "mailed"),
    [
        (None, {}, 1),
        ("AT_ONCE", {}, 1),
        ("DIGEST", {}, 0),
        ("OFF", {}, 0),
        (None, {"email": ""}, 0),
    ],
)
def test_at_once_is_for_who_wants_it_and_has_an_address(often, fields, mailed):
    user = make_reader(**fields)
    if often:
        mails.keep_mail_setting(user=user, often=often)

    notify([user], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)

    assert Mail.objects.count() == mailed


def test_a_mail_is_rung_for_by_the_next_sweep():
    notify([make_reader()], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    rung = []

    jobs.sweep(Mail, now=SUNDAY, ring=lambda job: not rung.append(job.pk))

    assert rung == [Mail.objects.get().pk]


def test_several_notices_that_wait_go_in_one_message():
    user, twinning = make_reader(), make_twinning()
    for number in range(3):
        notify([user], kind="ASSIGNED", about=make_activity(twinning, title=f"نشاط {number}"), now=SUNDAY)

    work_on_all()

    (message,) = outbox.outbox
    assert message.subject == "3 إشعارات لكم"
    assert [f"نشاط {number}" in message.body for number in range(3)] == [True] * 3
    assert set(Mail.objects.values_list("state", flat=True)) == {"READY"}


def test_a_mail_delivered_to_workers_twice_is_sent_once():
    notify([make_reader()], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    mail = Mail.objects.get()

    work(mail)
    work(mail)

    assert len(outbox.outbox) == 1


def test_who_was_removed_since_is_written_nothing():
    twinning = make_twinning()
    user = make_member("JOR", Membership.Role.TEAM_MEMBER)
    User.objects.filter(pk=user.pk).update(email="member@example.org")
    place = make_person(twinning, user)
    user.refresh_from_db()
    notify([user], kind="ASSIGNED", about=make_activity(twinning), now=SUNDAY)
    place.left_at = SUNDAY
    place.save(update_fields=["left_at"])

    work_on_all()

    assert outbox.outbox == []
    assert Mail.objects.get().state == JobState.READY


def test_who_stopped_mail_since_is_written_nothing():
    user = make_reader()
    notify([user], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    mails.unsubscribe(user_key=user.pk)

    work_on_all()

    assert outbox.outbox == []
    assert (Mail.objects.get().state, Mail.objects.get().error) == ("CANCELLED", "NOT_ALLOWED")


# --- workers and servers that fail ----------------------------------------------------------------------


class Killed(BaseException):
    """As SIGKILL: nothing is caught, nothing is written down."""


def raising(error: BaseException):
    def send_messages(self, messages):
        raise error

    return send_messages


def test_a_worker_killed_before_it_sends_is_followed_by_one_that_does(monkeypatch):
    notify([make_reader()], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    mail = Mail.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", raising(Killed()))
        with pytest.raises(Killed):
            work(mail)

    work(mail, now=SUNDAY)
    before_the_lease_ran_out = len(outbox.outbox)
    jobs.sweep(Mail, now=SUNDAY + LATER, ring=lambda job: True)
    work(mail, now=SUNDAY + LATER)

    assert before_the_lease_ran_out == 0
    assert len(outbox.outbox) == 1
    assert (mail.state, mail.attempt) == ("READY", 2)


def test_a_worker_killed_as_it_sent_has_the_message_sent_again_under_its_number(monkeypatch):
    notify([make_reader()], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    mail = Mail.objects.get()
    send = EmailBackend.send_messages

    def send_and_die(self, messages):
        send(self, messages)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", send_and_die)
        with pytest.raises(Killed):
            work(mail)
    work(mail, now=SUNDAY + LATER)

    first, second = outbox.outbox
    assert first.message()["Message-ID"] == second.message()["Message-ID"] == f"<{mail.pk}@localhost>"
    assert first.body == second.body


def test_a_worker_that_slept_through_its_lease_does_not_send(monkeypatch):
    notify([make_reader()], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)
    mail = Mail.objects.get()
    letter_of = mails.letter_of

    def sleep_while_another_sends(*args):
        monkeypatch.setattr(mails, "letter_of", letter_of)
        work(mail, now=SUNDAY + LATER)
        return letter_of(*args)

    monkeypatch.setattr(mails, "letter_of", sleep_while_another_sends)
    work(mail)

    assert len(outbox.outbox) == 1
    assert (mail.state, mail.attempt) == ("READY", 2)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (smtplib.SMTPServerDisconnected("gone"), "NOT_SENT"),
        (TimeoutError("slow"), "NOT_SENT"),
        (KeyError("what"), "UNEXPECTED"),
    ],
)
def test_what_the_server_refuses_comes_with_the_next_digest(monkeypatch, error, fault):
    user = make_reader()
    notify([user], kind="ASSIGNED", about=make_twinning(), now=SUNDAY - timedelta(hours=12))
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", raising(error))
        failed = work(Mail.objects.get())

    mails.ask_for_digests(now=SUNDAY)
    work_on_all()

    assert (failed.state, failed.error) == ("FAILED", fault)
    assert sent_to(user) == ["إشعاراتكم ليوم 10 كانون الثاني 2027"]


# --- the digest -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "now", "day"),
    [
        ("JOR", datetime(2027, 1, 10, 4, 59, tzinfo=UTC), None),  # Sunday, 07:59 in Amman
        ("JOR", datetime(2027, 1, 10, 5, 0, tzinfo=UTC), date(2027, 1, 10)),
        ("JOR", datetime(2027, 1, 10, 15, 0, tzinfo=UTC), date(2027, 1, 10)),  # the clock stood still until then
        ("JOR", datetime(2027, 1, 15, 5, 0, tzinfo=UTC), None),  # Friday
        ("TUN", datetime(2027, 1, 10, 7, 0, tzinfo=UTC), None),  # Sunday is a day of rest in Tunis
        ("TUN", datetime(2027, 1, 11, 6, 59, tzinfo=UTC), None),
        ("TUN", datetime(2027, 1, 11, 7, 0, tzinfo=UTC), date(2027, 1, 11)),
        ("ARE", datetime(2027, 1, 8, 4, 0, tzinfo=UTC), date(2027, 1, 8)),  # Friday, 08:00 in Abu Dhabi
    ],
)
def test_the_digest_is_due_at_eight_by_ones_own_clock_on_a_day_that_is_worked(country, now, day):
    user = make_reader(country)
    notify([user], kind="MENTIONED", about=make_plan(country), now=now - timedelta(days=1))

    mails.ask_for_digests(now=now)

    assert list(Mail.objects.values_list("to", "day")) == ([(user.pk, day)] if day else [])


def test_there_is_no_digest_on_a_holiday():
    make_reader_with_news()
    Holiday.objects.create(country_id="JOR", day=SUNDAY.date(), name=Translated(ar="عطلة"))

    mails.ask_for_digests(now=SUNDAY)

    assert not Mail.objects.exists()


def make_reader_with_news(kind: str = "MENTIONED", **fields: object) -> User:
    user = make_reader(**fields)
    notify([user], kind=kind, about=make_twinning(), now=SUNDAY - timedelta(hours=1))
    return user


def test_the_digest_comes_once_a_day_however_often_it_is_asked_for():
    user = make_reader_with_news()

    for minutes in range(0, 60, 5):
        mails.ask_for_digests(now=SUNDAY + timedelta(minutes=minutes))
        work_on_all()
        notify([user], kind="MENTIONED", about=make_twinning(), now=SUNDAY + timedelta(minutes=minutes))

    assert len(sent_to(user)) == 1


def test_what_comes_after_eight_waits_for_the_next_day():
    user = make_reader()
    notify([user], kind="MENTIONED", about=make_twinning(), now=SUNDAY + timedelta(minutes=1))

    mails.ask_for_digests(now=SUNDAY + timedelta(hours=3))
    today = Mail.objects.count()
    mails.ask_for_digests(now=SUNDAY + timedelta(days=1))

    assert today == 0
    assert Mail.objects.get().day == date(2027, 1, 11)


@pytest.mark.parametrize(("often", "count"), [(None, 1), ("AT_ONCE", 1), ("DIGEST", 1), ("OFF", 0)])
def test_the_digest_is_for_who_wants_it(often, count):
    user = make_reader_with_news()
    if often:
        MailSetting.objects.create(user=user, often=often)

    mails.ask_for_digests(now=SUNDAY)

    assert Mail.objects.count() == count


def test_nothing_is_said_twice_and_what_was_read_not_at_all():
    user = make_reader_with_news("ASSIGNED")
    work_on_all()
    read = make_reader_with_news()
    mark_all_read(user=read, now=SUNDAY)

    mails.ask_for_digests(now=SUNDAY)
    work_on_all()

    assert len(sent_to(user)) == 1
    assert sent_to(read) == []


@pytest.mark.parametrize("people", [1, 3])
def test_digests_take_as_many_queries_for_any_number_of_people(people, django_assert_num_queries):
    for _ in range(people):
        make_reader_with_news()

    # Who waits, their countries, one country's calendar, and the mails.
    with django_assert_num_queries(6):
        mails.ask_for_digests(now=SUNDAY)

    assert Mail.objects.count() == people


# --- what a message says --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "subject", "direction"),
    [
        ("ar", "أُسند إليكم نشاط: بعثة", "rtl"),
        ("en", "You were given an activity: بعثة", "ltr"),
        ("fr", "Une activité vous a été attribuée : بعثة", "ltr"),
    ],
)
def test_a_message_is_in_the_persons_language_and_direction(language, subject, direction):
    user = make_reader()
    keep_language(user=user, language=language)
    notify([user], kind="ASSIGNED", about=make_activity(make_twinning(), title="بعثة"), now=SUNDAY)

    work_on_all()

    (message,) = outbox.outbox
    ((html, media_type),) = message.alternatives
    assert (message.subject, message.extra_headers["Content-Language"]) == (subject, language)
    assert media_type == "text/html"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert html.count("<table") == html.count(f'dir="{direction}" width=')
    assert 'style="' not in html


def test_a_message_says_titles_only():
    twinning = make_twinning(background=Translated(ar="خلفية سرية"))
    user = make_reader()
    notify([user], kind="ASSIGNED", about=make_activity(twinning, blocked_reason="سبب سري"), now=SUNDAY)

    work_on_all()

    (message,) = outbox.outbox
    assert "سري" not in message.message().as_string()
    assert "سري" not in message.body + message.alternatives[0][0]
    assert "نشاط" in message.body


def test_a_title_cannot_add_a_header():
    user = make_reader()
    activity = make_activity(make_twinning(), title="بعثة\r\nBcc: all@example.org")
    notify([user], kind="ASSIGNED", about=activity, now=SUNDAY)

    work_on_all()

    (message,) = outbox.outbox
    assert message.message()["Bcc"] is None
    assert message.subject == "أُسند إليكم نشاط: بعثة Bcc: all@example.org"


def test_a_message_offers_to_unsubscribe_with_one_click(settings):
    settings.PUBLIC_URL = "https://planner.example.org/"
    user = make_reader()
    notify([user], kind="ASSIGNED", about=make_twinning(), now=SUNDAY)

    work_on_all()

    headers = outbox.outbox[0].extra_headers
    address = f"https://planner.example.org/unsubscribe/{unsubscribe_token(user)}/"
    assert headers["List-Unsubscribe"] == f"<{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in outbox.outbox[0].body
    assert parseaddr(outbox.outbox[0].from_email)[1] == "planner@localhost"


def test_a_long_digest_says_how_much_more_there_is():
    user, twinning = make_reader(), make_twinning()
    Notice.objects.bulk_create(
        Notice(user=user, kind="SIGNED", twinning=twinning, created_at=SUNDAY - timedelta(hours=1))
        for _ in range(MOST_ROWS + 2)
    )

    mails.ask_for_digests(now=SUNDAY)
    work_on_all()

    assert outbox.outbox[0].body.count("/notices/") == MOST_ROWS + 2
    assert "وإشعاران آخران." in outbox.outbox[0].body


# --- stopping it ----------------------------------------------------------------------------------------


def test_unsubscribe_of_somebody_who_is_gone_does_nothing():
    mails.unsubscribe(user_key=10**9)

    assert not MailSetting.objects.exists()


def test_the_token_of_another_purpose_is_none():
    user = make_reader()

    from twinning.queries.mails import user_key_in

    assert user_key_in(unsubscribe_token(user)) == user.pk
    assert user_key_in(Signer(salt="other").sign(str(user.pk))) is None
    assert user_key_in(f"{user.pk}") is None
