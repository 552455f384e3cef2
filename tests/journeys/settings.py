"""The product's own settings, but for a quick hash of passwords: journeys sign in a hundred times."""

from planner.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
