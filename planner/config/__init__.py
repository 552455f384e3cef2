"""The deployment. Importing the Celery app here binds every task to it."""

from planner.config.celery import app as celery_app

__all__ = ["celery_app"]
