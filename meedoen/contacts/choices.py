"""Words of a contact: how we spoke, and what about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How we were in touch."""

    CALL = "call", _("gebeld")
    VISIT = "visit", _("huisbezoek")
    OFFICE = "office", _("bij ons")
    OUTSIDE = "outside", _("in de wijk")
    APP = "app", _("geappt")
    MAIL = "mail", _("gemaild")
    VIDEO = "video", _("videogesprek")
    LETTER = "letter", _("brief")


class Topic(models.TextChoices):
    """What it was about; one word is enough."""

    ACQUAINTANCE = "acquaintance", _("kennismaken")
    PROGRESS = "progress", _("hoe het gaat")
    LANGUAGE = "language", _("taal")
    PARTICIPATION = "participation", _("meedoen")
    PRACTICAL = "practical", _("iets regelen")
    OTHER = "other", _("iets anders")


class Motivation(models.IntegerChoices):
    """How eager somebody seemed, as the colleague saw it (R83)."""

    VERY_LOW = 1, _("heel weinig")
    LOW = 2, _("weinig")
    SOME = 3, _("wisselend")
    HIGH = 4, _("veel")
    VERY_HIGH = 5, _("heel veel")
