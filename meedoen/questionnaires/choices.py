"""Words of the form builder: what a list never asks, what was changed, where own work begins."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Versions that Meedoen brings stay below; versions of an agency itself begin here.
OWN_FROM = 101
# Codes that an agency makes begin so: a list that Meedoen brings later never uses them.
OWN_CODE = "eigen"


class Topic(models.TextChoices):
    """What a question list never asks (standards 6.2)."""

    ORIGIN = "origin", _("afkomst")
    RELIGION = "religion", _("geloof")
    HEALTH = "health", _("ziekte of gezondheid")
    CRIMINAL = "criminal", _("strafbare feiten")
    NUMBER = "number", _("het burgerservicenummer")
    PRIVATE = "private", _("politiek, vakbond of seksualiteit")


INSTEAD: dict[str, Promise] = {
    Topic.ORIGIN: _(
        "Vraag liever welke talen iemand spreekt, of wat iemand zelf over zijn leven wil vertellen."
    ),
    Topic.RELIGION: _("Vraag liever waar iemand graag komt, of wanneer iemand kan meedoen."),
    Topic.HEALTH: _(
        "Vraag liever wat het betekent voor meedoen: wat lukt, wat lukt nu niet, hoeveel dagdelen, "
        "en wat zou helpen."
    ),
    Topic.CRIMINAL: _("Vraag liever wat iemand wil bereiken, en wat daarbij zou helpen."),
    Topic.NUMBER: _("Haal de vraag weg: voor dit gesprek is het nummer niet nodig."),
    Topic.PRIVATE: _("Vraag liever waar iemand graag aan mee wil doen."),
}


class Difference(models.TextChoices):
    """What happened to a part or a question between two versions."""

    ADDED = "added", _("nieuw")
    CHANGED = "changed", _("gewijzigd")
    MOVED = "moved", _("verplaatst")
    RETIRED = "retired", _("gestopt")


class Match(models.TextChoices):
    """Whether answers to two versions of a question can be laid side by side."""

    SAME = "same", _("vergelijkbaar")
    CAREFUL = "careful", _("let op")
    ONLY_OLD = "only_old", _("alleen in de oude")
    ONLY_NEW = "only_new", _("alleen in de nieuwe")
