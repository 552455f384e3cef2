"""What people say about an activity. Whoever sees a twinning may say something."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import User
from planner.permissions import NotAllowed
from planner.services.edits import EditRefused
from twinning.domain.mentions import mentioned_in
from twinning.models import Activity, Comment, Notice
from twinning.permissions import refusal_of_comment
from twinning.queries.people import names_to_mention, people_of_twinning
from twinning.services.notices import notify


class NothingSaid(EditRefused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


@transaction.atomic
def add_comment(*, activity: Activity, text: str, user: User, now: datetime) -> Comment:
    """Plain text. People of the twinning who are named in it after an `@` are told.

    Raises `planner.permissions.NotAllowed`, NothingSaid.
    """
    if refusal := refusal_of_comment(activity.twinning):
        raise NotAllowed(refusal)
    if not text.strip():
        raise NothingSaid
    people = people_of_twinning(activity.twinning)
    mentioned = mentioned_in(text, names_to_mention(people))
    comment = Comment.objects.create(activity=activity, text=text.strip(), written_at=now, written_by=user)
    told = [person for person in people if person.pk in mentioned]
    comment.mentions.set(told)
    notify(told, kind=Notice.Kind.MENTIONED, about=activity, now=now, by=user)
    return comment
