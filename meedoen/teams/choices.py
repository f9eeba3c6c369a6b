"""Kinds of teams (R69), the participants they serve (R70), what colleagues are good at (R84)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamKind(models.TextChoices):
    MANAGEMENT = "management", _("managementteam")
    DELIVERY = "delivery", _("uitvoeringsteam")


class Category(models.TextChoices):
    """Whether somebody takes part by choice or by law (R7, R8)."""

    VOLUNTARY = "voluntary", _("vrijwillig")
    MANDATORY = "mandatory", _("verplicht")


class Skill(models.TextChoices):
    """A task that somebody does from experience (R84 to R89). No right hangs on it."""

    BRIDGE_CLASS = "bridge_class", _("brugklassen: emancipatie en empowerment")
    SELF_ORGANISATION = "self_organisation", _("voortrajecten en zelforganisaties")
    WORK = "work", _("WijkServiceBedrijf en werken in de wijk")
    AFTERCARE = "aftercare", _("eindgesprekken en nazorg")
    LIVEABILITY = "liveability", _("leefbaarheidsprojecten")
    RECRUITMENT = "recruitment", _("werving en groepsvoorlichting")
