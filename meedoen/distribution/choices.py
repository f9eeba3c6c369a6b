"""Words of distributing people over places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Raise this when the order of what counts, or how ties are settled, changes.
RULE_VERSION = "2026-1"


class Kind(models.TextChoices):
    """Over what people are distributed."""

    GROUPS = "groups", _("groepen en ander aanbod")
    COACHES = "coaches", _("vaste contactpersonen")


class State(models.TextChoices):
    """How far a round is. Nobody is placed before somebody confirms it."""

    DRAFT = "draft", _("klaargezet")
    SOLVING = "solving", _("wordt uitgerekend")
    SOLVED = "solved", _("voorstel")
    CONFIRMED = "confirmed", _("afgerond")
    DROPPED = "dropped", _("weggelegd")


class MarkKind(models.TextChoices):
    """What somebody decided beforehand about one person and one place."""

    FIX = "fix", _("hier vastgezet")
    FORBID = "forbid", _("niet hier")


class Reason(models.TextChoices):
    """How it came that somebody has this place, or none."""

    BEST = "best", _("voorgesteld")
    FIXED = "fixed", _("vastgezet")
    NO_FIT = "no_fit", _("geen plek past bij wat nu bekend is")
    FULL = "full", _("de plekken die passen zijn vol")
    MARKED = "marked", _("de plekken die passen zijn met de hand uitgesloten")
    FIX_FULL = "fix_full", _("vastgezet op een plek waar geen ruimte meer is")
    FIX_MISFIT = "fix_misfit", _("vastgezet op een plek die niet meer past")


PLACED = frozenset({Reason.BEST, Reason.FIXED})


class Answer(models.TextChoices):
    """What a person decided about a proposal."""

    ACCEPTED = "accepted", _("bevestigd")
    OTHERWISE = "otherwise", _("anders besloten")


class Need(models.TextChoices):
    """Whom a round for groups is for."""

    NOTHING = "nothing", _("mensen voor wie nog niets gekozen is")
    LANGUAGE = "language", _("mensen zonder taal in hun pakket")
    PARTICIPATION = "participation", _("mensen zonder meedoen in hun pakket")
    ANY = "any", _("iedereen in deze fase")
