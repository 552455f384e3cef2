"""The web server's entry: `gunicorn planner.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.config.settings")
application = get_wsgi_application()
