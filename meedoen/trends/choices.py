"""Words of trends: what was missing, what we notice, how far it got, what people answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Missing(models.TextChoices):
    """What would have made something fit (R32). Most are rules of matching that left offers out."""

    NOTHING = "nothing", _("er is niets over dit onderwerp")
    LEVEL = "level", _("het taalniveau past niet")
    LADDER = "ladder", _("de trede op de ladder past niet")
    DAY_PART = "day_part", _("de dagen en tijden passen niet")
    AREA = "area", _("niets in de eigen wijk")
    CHILDCARE = "childcare", _("geen opvang voor de kinderen")
    PLACES = "places", _("alles is vol")
    COST = "cost", _("het kost te veel")
    WOMEN = "women", _("geen groep met alleen vrouwen")
    TIMING = "timing", _("niet voor deze tijd van het traject")
    OTHER = "other", _("iets anders")


class Source(models.TextChoices):
    """Who noticed that nothing fits."""

    MATCHING = "matching", _("de zoekpagina, bevestigd door een collega")
    COLLEAGUE = "colleague", _("een collega")


class NeedState(models.TextChoices):
    """Whether we still look for something."""

    OPEN = "open", _("wij zoeken nog")
    FOUND = "found", _("er is iets gevonden")
    GONE = "gone", _("niet meer nodig")


class SignalKind(models.TextChoices):
    """What somebody notices in the neighbourhood (R43, R79); never about one person."""

    BOTTLENECK = "bottleneck", _("knelpunt")
    TREND = "trend", _("ontwikkeling")
    CHANCE = "chance", _("kans")
    TENSION = "tension", _("spanning")


class SignalState(models.TextChoices):
    """From noticing to a result."""

    RECORDED = "recorded", _("gemeld")
    LOOKED_AT = "looked_at", _("bekeken")
    IDEA = "idea", _("idee")
    ACTIVITY = "activity", _("activiteit")
    RESULT = "result", _("resultaat")
    ASIDE = "aside", _("opzij gelegd")


OPEN_SIGNALS = (
    SignalState.RECORDED, SignalState.LOOKED_AT, SignalState.IDEA, SignalState.ACTIVITY,
)  # fmt: skip


class Voice(models.TextChoices):
    """Who had the idea (R113)."""

    PARTICIPANT = "participant", _("een deelnemer")
    RESIDENT = "resident", _("een bewoner of groep")
    PARTNER = "partner", _("een organisatie")
    COLLEAGUE = "colleague", _("een collega")


class Reply(models.TextChoices):
    """What somebody said to an invitation (R96). Nothing obliges: every answer is fine."""

    WANTS = "wants", _("wil dit")
    NOT_NOW = "not_now", _("nu niet")
    WENT = "went", _("is geweest")
    SILENT = "silent", _("geen antwoord")
