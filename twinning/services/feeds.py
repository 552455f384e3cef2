"""Giving out, changing and taking back the address of a feed."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db.models import F

from planner.models import User
from twinning.models import Feed
from twinning.queries.feeds import hash_of

TOKEN_BYTES = 32


def renew_feed(*, user: User, scope: str, says_titles: bool, now: datetime) -> str:
    """A new address, of which only this answer has the token; the one before leads nowhere from now on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Feed.objects.update_or_create(
        user=user,
        defaults={
            "token_sha256": hash_of(token),
            "scope": Feed.Scope(scope),
            "says_titles": says_titles,
            "made_at": now,
            "changed_at": now,
        },
    )
    return token


def change_feed(*, user: User, scope: str, says_titles: bool, now: datetime) -> None:
    """Under the same address. Nothing happens where there is none."""
    Feed.objects.filter(user=user).update(
        scope=Feed.Scope(scope), says_titles=says_titles, changed_at=now, number=F("number") + 1
    )


def revoke_feed(*, user: User) -> None:
    Feed.objects.filter(user=user).delete()
