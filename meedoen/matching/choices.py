"""Words of matching: what a rule can say about one person and one offer."""

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

# Raise this when a rule, a weight or a sentence changes: old choices keep the version they had.
RULE_VERSION = "2026-2"


class Verdict(IntEnum):
    """What one rule finds."""

    SILENT = 0  # nothing to say
    FITS = 1
    LOOK_OUT = 2
    MISFIT = 3


class RuleKind(models.TextChoices):
    """Hard rules leave an offer out of the suggestions; wishes decide the order."""

    HARD = "hard", _("moet passen")
    WISH = "wish", _("telt mee")


class When(models.TextChoices):
    """Where somebody is on the road, as far as offers are concerned (R110)."""

    DURING = "during", _("tijdens het traject")
    AFTER = "after", _("na het traject")
