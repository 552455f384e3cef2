"""One database with the shipped reference data for the whole run; every test's own rows are rolled back."""

import pytest
from django.conf import settings
from django.core.management import call_command


def pytest_configure() -> None:
    """Texts are compiled before the first one is asked for; a fresh clone has the sources only."""
    call_command("compilemessages")
    # A slow hash is what production needs and what a thousand test people do not.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
