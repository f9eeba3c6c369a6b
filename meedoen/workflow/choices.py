"""Words of the flow chart: the papers of a phase, the lists behind its numbers, a new version."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.TextChoices):
    """A paper that belongs to a phase."""

    REGISTRATION = "registration", _("aanmelding")
    INTAKE = "intake", _("intakeformulier")
    ADVICE = "advice", _("advies")
    PLAN = "plan", _("trajectplan")
    COMMITMENTS = "commitments", _("afsprakenlijst")
    AGREEMENT = "agreement", _("inburgeringsovereenkomst")
    CLOSING = "closing", _("verslag van het eindgesprek")


class Whose(models.TextChoices):
    """Whose people are counted."""

    TEAM = "team", _("Mijn team")
    ALL = "iedereen", _("Iedereen")
    MINE = "mijn", _("Mijn deelnemers")


class Listing(models.TextChoices):
    """Which number of a phase is opened."""

    NOW = "nu", _("nu in deze fase")
    LATE = "langer", _("wachten langer")
    DONE = "klaar", _("klaar met deze fase")
    SLOW = "langst", _("duurde het langst")


class State(models.TextChoices):
    """Where a proposed version stands."""

    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("gepubliceerd")
    DROPPED = "dropped", _("weggegooid")
