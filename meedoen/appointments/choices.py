"""Words of an appointment: what it is for, where it is, and how it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What we meet for; one word is enough."""

    ACQUAINTANCE = "acquaintance", _("kennismaken")
    INTAKE = "intake", _("intakegesprek")
    LANGUAGE = "language", _("taal bekijken")
    PLAN = "plan", _("plan bespreken")
    PROGRESS = "progress", _("hoe het gaat")
    GO_ALONG = "go_along", _("samen ergens heen")
    PRACTICAL = "practical", _("iets regelen")
    CLOSING = "closing", _("eindgesprek")
    OTHER = "other", _("iets anders")


class Where(models.TextChoices):
    """What kind of place it is; a home never leaves the dossier."""

    OFFICE = "office", _("bij ons")
    HOME = "home", _("bij de deelnemer thuis")
    ORGANISATION = "organisation", _("bij een organisatie")
    OUTSIDE = "outside", _("in de wijk")
    PHONE = "phone", _("telefonisch")
    VIDEO = "video", _("videogesprek")


class State(models.TextChoices):
    """How it stands. No word lays blame: not meeting happens to both (R9)."""

    PLANNED = "planned", _("gepland")
    MOVED = "moved", _("verplaatst")
    CANCELLED = "cancelled", _("afgezegd")
    KEPT = "kept", _("geweest")
    NOT_MET = "not_met", _("elkaar niet gesproken")


# What still lies ahead, or waits for a word about how it went.
OPEN = (State.PLANNED, State.MOVED)


class Reminder(models.TextChoices):
    """When the participant hears of it again. An invitation, never a warning."""

    NONE = "none", _("geen herinnering")
    DAY = "day", _("een dag ervoor")
    TWO_DAYS = "two_days", _("twee dagen ervoor")
    WEEK = "week", _("een week ervoor")
