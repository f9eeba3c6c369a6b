"""Words of the intake: kinds of questions, themes, and what a text may give away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.offers.choices import Theme

__all__ = [
    "DAYS", "DAY_PARTS", "FULL_DAYS", "LANGUAGE_SKILLS", "LANGUAGE_STEPS", "MOST_LANGUAGES",
    "PARTS", "WITH_OPTIONS", "AdvisedRoad", "Kind", "Sensitive", "Theme", "Verdict",
]  # fmt: skip


class Kind(models.TextChoices):
    """How a question of the list is answered. Everything may stay open."""

    SHORT = "short", _("korte tekst")
    LONG = "long", _("lange tekst")
    CHOICE = "choice", _("één antwoord")
    SEVERAL = "several", _("meer antwoorden")
    YES_NO = "yes_no", _("ja of nee")
    DATE = "date", _("datum")
    NUMBER = "number", _("getal")
    SCALE = "scale", _("schaal")
    GRID = "grid", _("dagdelen van de week")
    LANGUAGE_GRID = "language_grid", _("talen, met spreken, verstaan, lezen en schrijven")


WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.SEVERAL})


class Sensitive(models.TextChoices):
    """What a free text should not hold."""

    DIAGNOSIS = "diagnosis", _("Een ziekte of diagnose")
    RELIGION = "religion", _("Geloof")


class AdvisedRoad(models.TextChoices):
    """Which kind of road we advise (R76). What somebody then walks, they choose themselves."""

    NEIGHBOURHOOD = "neighbourhood", _("de wijkgerichte route")
    REGULAR = "regular", _("de reguliere route")
    PREPARATION = "preparation", _("eerst een voortraject of brugklas")
    ATTENTION = "attention", _("alleen aandacht en een goede verwijzing")


class Verdict(models.TextChoices):
    """What the team leader says about one version of an advice."""

    APPROVED = "approved", _("goedgekeurd")
    RETURNED = "returned", _("teruggegeven")


DAYS = (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))
FULL_DAYS = (
    _("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"), _("zaterdag"),
    _("zondag"),
)  # fmt: skip
PARTS = (_("ochtend"), _("middag"), _("avond"))
DAY_PARTS = len(DAYS) * len(PARTS)

# What somebody can in a language, in their own words; a measured level is another thing.
LANGUAGE_SKILLS = {
    "speak": _("spreken"), "understand": _("verstaan"), "read": _("lezen"),
    "write": _("schrijven"),
}  # fmt: skip
LANGUAGE_STEPS = {0: _("niet"), 1: _("een beetje"), 2: _("redelijk"), 3: _("goed")}
MOST_LANGUAGES = 8
