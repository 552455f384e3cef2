import pytest

from tests.exports.machine import machine


@pytest.fixture
def exports_folder(settings, tmp_path):
    """Files of tests never lie among those of a person's own data folder."""
    settings.EXPORTS_DIR = tmp_path / "exports"
    settings.EXPORTS_DIR.mkdir()
    return settings.EXPORTS_DIR


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="package")
def whole_machine(django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), machine(tmp_path_factory.mktemp("machine")) as whole_machine:
        yield whole_machine


@pytest.fixture
def world(whole_machine, django_db_blocker):
    """A machine with real processes: a folder, a database and a broker of its own, kept from test to test."""
    with django_db_blocker.unblock(), whole_machine.at_work():
        yield whole_machine
