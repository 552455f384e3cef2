"""What a person sets for themselves."""

from __future__ import annotations

from planner.models import User


def keep_time_direction(*, user: User, direction: str) -> None:
    """Time in pictures runs that way for `user` from now on; an empty `direction` follows the language again."""
    user.time_direction = User.TimeDirection(direction)
    user.save(update_fields=["time_direction"])


def keep_language(*, user: User, language: str) -> None:
    """What is written to `user` is in this language from now on; one that the software does not speak is left out."""
    if language in User.Language.values and language != user.language:
        user.language = language
        user.save(update_fields=["language"])
