"""Kinds of papers that are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a kept paper is."""

    PLAN = "plan", _("Trajectplan")
    COMMITMENTS = "commitments", _("Afsprakenlijst")
    AGREEMENT = "agreement", _("Inburgeringsovereenkomst")
    CLOSING = "closing", _("Eindgesprek")
    OTHER = "other", _("Ander document")
