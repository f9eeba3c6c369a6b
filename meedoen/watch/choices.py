"""Words of the watch over progress: what may need a hand, and how soon."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """One thing that may need a hand. All are computed; nobody types them (R95, R107)."""

    REGISTERED = "registered", _("aangemeld zonder intake")
    INTAKE = "intake", _("intake die nog loopt")
    ADVICE = "advice", _("intake zonder advies")
    PLAN = "plan", _("advies zonder plan")
    ANSWER = "answer", _("plan zonder antwoord")
    AGREEMENT = "agreement", _("overeenkomst die nog niet begonnen is")
    CLOSING = "closing", _("eindgesprek dat nog komt")
    CONTACT = "contact", _("lang geen contact")
    MOMENTUM = "momentum", _("gemotiveerd, maar geen volgende stap")
    NEXT_STEP = "next_step", _("afgesproken stap")
    REVIEW = "review", _("gesprek over hoe het gaat")
    MEETING = "meeting", _("afspraak zonder afloop")
    AFTERCARE = "aftercare", _("nazorg")
    DEPUTY = "deputy", _("waarneming die eindigt")
    PLACE = "place", _("vrijgehouden plaats")


class Band(models.TextChoices):
    """How soon it needs a hand."""

    NOW = "now", _("Nu")
    WEEK = "week", _("Deze week")
    SOON = "soon", _("Binnenkort")
