"""Kinds of teams (R69), and the two categories of participants they serve (R70)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamKind(models.TextChoices):
    MANAGEMENT = "management", _("managementteam")
    DELIVERY = "delivery", _("uitvoeringsteam")


class Category(models.TextChoices):
    """Whether somebody takes part by choice or by law (R7, R8)."""

    VOLUNTARY = "voluntary", _("vrijwillig")
    MANDATORY = "mandatory", _("verplicht")
