"""Opening pages in tests."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.models import User

# How a page with a fragment is asked for.
WAYS = ["page", "fragment", "back"]
HTMX = {"HX-Request": "true"}
HISTORY = {"HX-Request": "true", "HX-History-Restore-Request": "true"}


def reader(user: User | None = None, language: str = "en") -> Client:
    """A browser that asks for `language`, signed in where a person is given."""
    client = Client(headers={"accept-language": language})
    if user is not None:
        client.force_login(user)
    return client


def templates_of(response) -> list[str]:
    return [template.name for template in response.templates]


def query_count(client: Client, address: str) -> int:
    """After a first visit, which may fill caches."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(captured)
