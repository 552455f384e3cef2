"""The worker's entry: `celery -A planner.config worker`."""

import atexit
import os
from contextlib import ExitStack

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
app = Celery("planner")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def bring_the_embedded_broker(**_: object) -> None:
    """A worker that is started alone brings the embedded broker with it, until it ends."""
    from exports.broker import embedded_broker

    stack = ExitStack()
    stack.enter_context(embedded_broker())
    atexit.register(stack.close)
