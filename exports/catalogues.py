"""The words that a document says by itself, in one language, without making that language the active one."""

from __future__ import annotations

import gettext

from django.conf import settings


def catalogue_of(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", settings.LOCALE_PATHS[0], [language], fallback=True)
