"""Words of the profile: its parts, and how far a wish or a point of attention is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """One part of the story, told by the participant: strengths first (R33)."""

    STRENGTHS = "strengths", _("Waar ik goed in ben")
    WISHES = "wishes", _("Wat ik graag wil")
    PERSPECTIVE = "perspective", _("Hoe ik mijn toekomst zie")
    CAPACITY = "capacity", _("Wat ik kan en heb geleerd")
    POSSIBILITIES = "possibilities", _("Wat er nu kan")
    BIOGRAPHY = "biography", _("Mijn levensverhaal")


class NeedKind(models.TextChoices):
    """What the municipal data model calls Ontwikkelwens and Aandachtspunt."""

    WISH = "wish", _("ontwikkelwens")
    ATTENTION = "attention", _("aandachtspunt")


class NeedState(models.TextChoices):
    """How far it is. Letting go is as good an end as reaching."""

    OPEN = "open", _("loopt")
    REACHED = "reached", _("gelukt")
    LET_GO = "let_go", _("losgelaten")


# What the screen says after a wish or a step got this state.
SAID = {
    NeedState.OPEN: _("Dit loopt weer."),
    NeedState.REACHED: _("Gelukt. Mooi!"),
    NeedState.LET_GO: _("Losgelaten. Het blijft bewaard."),
}
