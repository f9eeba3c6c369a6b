"""Words of looking back, going on, leaving and coming back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.journeys.choices import Exit


class State(models.TextChoices):
    """How far a closing interview is."""

    DRAFT = "draft", _("in de maak")
    HELD = "held", _("gehouden")


class Outcome(models.TextChoices):
    """How far a goal came, as the participant sees it."""

    REACHED = "reached", _("gelukt")
    PARTLY = "partly", _("voor een deel gelukt")
    LET_GO = "let_go", _("losgelaten")


class Satisfaction(models.IntegerChoices):
    """What the participant thinks of how it went (R106)."""

    VERY_LOW = 1, _("slecht")
    LOW = 2, _("niet zo goed")
    SOME = 3, _("gaat wel")
    HIGH = 4, _("goed")
    VERY_HIGH = 5, _("heel goed")


class Wanted(models.TextChoices):
    """Whether somebody would like us to ask how it goes later on."""

    YES = "yes", _("ja, graag")
    NO = "no", _("nee, dat hoeft niet")


class Ambassador(models.TextChoices):
    """Whether somebody would like to help others to take part."""

    YES = "yes", _("ja, graag")
    LATER = "later", _("misschien later")
    NO = "no", _("nee")


class ContactState(models.TextChoices):
    """How far one planned contact is."""

    PLANNED = "planned", _("gepland")
    DONE = "done", _("gedaan")
    SKIPPED = "skipped", _("overgeslagen")


class TakesPart(models.TextChoices):
    """Whether taking part lasts (R6)."""

    SAME = "same", _("ja, op dezelfde plek")
    OTHER = "other", _("ja, ergens anders")
    NO = "no", _("nee, op dit moment niet")
    NOT_REACHED = "not_reached", _("niet gesproken")


# The answers that count as lasting participation.
LASTING = (TakesPart.SAME, TakesPart.OTHER)


class Cause(models.TextChoices):
    """Why somebody dropped out. Practical words only: nothing about health or money."""

    TIME = "time", _("te weinig tijd door werk of gezin")
    CHILDCARE = "childcare", _("geen opvang voor de kinderen")
    TRAVEL = "travel", _("te ver weg of niet goed te bereiken")
    LEVEL = "level", _("te moeilijk, of juist te makkelijk")
    PLACE = "place", _("de plek of de groep paste niet")
    OTHER_WISH = "other_wish", _("wil nu iets anders")
    FIRST = "first", _("moet eerst iets anders oplossen")
    UNTOLD = "untold", _("wil of kan het niet zeggen")


# What each ending means, for whoever has to choose.
MEANINGS = {
    Exit.WITHDRAWN: _("Er is niets getekend, dus dit mag altijd. Het telt niet als uitval."),
    Exit.DROPPED_OUT: _(
        "De overeenkomst is getekend en de deelnemer stopt eerder dan afgesproken."
    ),
    Exit.TRANSFERRED_TO_REGULAR: _("Gaat verder bij Team Inburgering. Begin daarna opnieuw."),
    Exit.TRANSFERRED_TO_NEIGHBOURHOOD: _("Gaat verder in de wijk. Begin daarna opnieuw."),
    Exit.TRANSFERRED_OTHER_MUNICIPALITY: _("De nieuwe gemeente neemt de begeleiding over."),
    Exit.REFERRED_ELSEWHERE: _("Een andere organisatie helpt nu verder."),
    Exit.MOVED: _("Woont niet meer in onze gemeente, en er is geen overdracht."),
    Exit.NO_CONTACT: _("Wij hebben het vaker geprobeerd. Later terugkomen kan altijd."),
    Exit.DECEASED: _("Er gaat niets meer uit. Open afspraken en contacten vervallen."),
}
