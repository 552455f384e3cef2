import pytest
from django.db import connection

from tests.exports.machine import machine
from tests.reference_database import reference_database


@pytest.fixture
def exports_folder(settings, tmp_path):
    """Files of tests never lie among those of a person's own data folder."""
    settings.EXPORTS_DIR = tmp_path / "exports"
    settings.EXPORTS_DIR.mkdir()
    return settings.EXPORTS_DIR


@pytest.fixture(scope="session")
def whole_machine(django_db_setup, django_db_blocker, tmp_path_factory):
    database = reference_database(tmp_path_factory) if connection.vendor == "sqlite" else None
    folder = tmp_path_factory.mktemp("machine")
    with django_db_blocker.unblock(), machine(folder, copied_from=database) as whole_machine:
        yield whole_machine


@pytest.fixture
def world(whole_machine, django_db_blocker):
    """A machine with real processes: a folder, a database and a broker of its own, kept from test to test."""
    with django_db_blocker.unblock(), whole_machine.at_work():
        yield whole_machine
