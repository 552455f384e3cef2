"""How two countries write their agreement, talk about it, and sign it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from planner.models import User
from planner.permissions import NotAllowed
from planner.services.edits import EditRefused, check_version, current_row, save_row
from twinning.domain.agreements import fingerprint
from twinning.models import Agreement, MandatoryResult, Notice, Remark, Side, Signature, Twinning, TwinningRisk
from twinning.permissions import check_user_can_draft, place_in, refusal_of_signing, side_of
from twinning.queries.agreements import agreement_values, revision_to_sign
from twinning.queries.people import people_of_twinning
from twinning.services.notices import notify
from twinning.services.twinning_states import make_twinning_move

Row = MandatoryResult | TwinningRisk


class ChangedBeforeSigning(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("The text was changed after you opened it. Read it again before you sign."))


class SignedAlready(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("Your side has signed this text already."))


class NothingToSign(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("An agreement needs at least one mandatory result and one activity."))


class AnsweredAlready(EditRefused):
    def __init__(self) -> None:
        super().__init__(_("This remark is answered already."))


def change_texts(*, twinning: Twinning, version: int, values: Mapping[str, Any], user: User) -> Twinning:
    """Save the articles that differ. Raises `planner.permissions.NotAllowed`, `EditedMeanwhile`."""
    with transaction.atomic():
        current = current_row(twinning)
        check_user_can_draft(user, current)
        save_row(current, version=version, values=values)
    return current


def add_row(*, twinning: Twinning, row: Row, values: Mapping[str, Any], user: User) -> Row:
    """Add a mandatory result or a risk. Raises `planner.permissions.NotAllowed`."""
    with transaction.atomic():
        current = current_row(twinning)
        check_user_can_draft(user, current)
        row.twinning = current
        last = type(row)._default_manager.filter(twinning=current).aggregate(last=Max("order"))["last"]
        row.order = (last or 0) + 1
        for name, value in values.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    return row


def change_row(*, row: Row, version: int, values: Mapping[str, Any], user: User) -> Row:
    """Raises `planner.permissions.NotAllowed`, `EditedMeanwhile`, `GoneMeanwhile`."""
    with transaction.atomic():
        check_user_can_draft(user, current_row(row.twinning))
        current = current_row(row)
        save_row(current, version=version, values=values)
    return current


def remove_row(*, row: Row, version: int, user: User) -> None:
    """Raises as `change_row`."""
    with transaction.atomic():
        check_user_can_draft(user, current_row(row.twinning))
        current = current_row(row)
        check_version(current, version)
        current.delete()


# --- consultation ---------------------------------------------------------------------------------------


def add_remark(*, twinning: Twinning, article: str, text: str, user: User, now: datetime) -> Remark:
    """Raises `planner.permissions.NotAllowed`."""
    check_user_can_draft(user, twinning)
    side = side_of(user, twinning)
    return Remark.objects.create(
        twinning=twinning, article=article, side=side or "", text=text, written_at=now, written_by=user
    )


def answer_remark(*, remark: Remark, answer: str, user: User, now: datetime) -> Remark:
    """Raises `planner.permissions.NotAllowed`, AnsweredAlready."""
    check_user_can_draft(user, remark.twinning)
    open_ones = Remark.objects.filter(pk=remark.pk, answered_at__isnull=True)
    if not open_ones.update(answer=answer, answered_at=now, answered_by=user):
        raise AnsweredAlready
    remark.refresh_from_db()
    return remark


# --- signing --------------------------------------------------------------------------------------------


def sign(*, twinning: Twinning, read: str, user: User, now: datetime) -> Signature:
    """Put the leader's name under the text whose hash is `read`. Once both names stand under it, it is kept whole, and
    a twinning in preparation is agreed.

    Raises `planner.permissions.NotAllowed`, ChangedBeforeSigning, SignedAlready, NothingToSign.
    """
    with transaction.atomic():
        current = current_row(twinning)
        place = place_in(user, current)
        if refusal := refusal_of_signing(place, current):
            raise NotAllowed(refusal)
        values = agreement_values(current)
        if not (values["results"] and values["tasks"]):
            raise NothingToSign
        sha256 = fingerprint(values)
        if sha256 != read:
            raise ChangedBeforeSigning
        signatures = current.signatures.filter(sha256=sha256)
        if signatures.filter(side=place.side).exists():
            raise SignedAlready
        revision = revision_to_sign(current, current.agreements.first(), sha256)
        current.signatures.filter(revision=revision, side=place.side).delete()
        signature = Signature.objects.create(
            twinning=current, side=place.side, revision=revision, sha256=sha256, signed_at=now, signed_by=user
        )
        if revision != current.revision:
            current.revision = revision
            current.save(update_fields=["revision"])
        if set(signatures.values_list("side", flat=True)) == set(Side.values):
            _agree(current, values, sha256, user=user, now=now)
        notify(people_of_twinning(current), kind=Notice.Kind.SIGNED, about=current, by=user, now=now)
    return signature


def _agree(twinning: Twinning, values: dict[str, Any], sha256: str, *, user: User, now: datetime) -> None:
    Agreement.objects.create(
        twinning=twinning, revision=twinning.revision, contents=values, sha256=sha256, agreed_at=now
    )
    if twinning.state == Twinning.State.PREPARING:
        make_twinning_move(twinning=twinning, name="agree", user=user, now=now)
