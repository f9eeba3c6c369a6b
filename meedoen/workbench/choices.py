"""Words of the desk: how a list is sorted and whose people it shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    NAME = "name", _("naam")
    PHASE = "phase", _("langst in deze fase")
    CONTACT = "contact", _("langst geen contact")


class Whose(models.TextChoices):
    ALL = "all", _("iedereen")
    MINE = "mine", _("mijn deelnemers")


# Chosen among the phases: people whose journey has ended.
ENDED = "ended"
