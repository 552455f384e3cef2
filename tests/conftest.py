"""One database with the shipped reference data for the whole run; every test's own rows are rolled back."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.reference_database import copy_database, reference_database


def pytest_configure(config: pytest.Config) -> None:
    """Texts are compiled before the first one is asked for; a fresh clone has the sources only."""
    call_command("compilemessages")
    # A slow hash is what production needs and what a thousand test people do not.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Each client of a test begins with the middleware anew, which else looks for all static files each time.
    settings.WHITENOISE_AUTOREFRESH = True
    # A property holds on a slow day too. What takes long to be sure of is looked for with --hypothesis-profile=long.
    hypothesis_settings.register_profile("short", deadline=None, max_examples=50)
    hypothesis_settings.register_profile("long", deadline=None, max_examples=2_000)
    if config.getoption("--hypothesis-profile", default=None) is None:
        hypothesis_settings.load_profile("short")


@pytest.fixture(autouse=True)
def usual_language():
    """A page that was read in another language leaves that language active behind it."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """What is copied need not be migrated."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            copy_database(reference_database(tmp_path_factory), connection.connection)
        else:
            call_command("load_reference", verbosity=0)
