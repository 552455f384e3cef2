"""The worker's entry: `celery -A planner.config worker`."""

import os

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
app = Celery("planner")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def start_broker_where_none_runs(**_: object) -> None:
    """A worker that is started alone brings the embedded broker with it; the server ends with the worker."""
    from exports.broker import start_embedded_broker, uses_embedded_broker

    if uses_embedded_broker():
        start_embedded_broker()
