"""The participation ladder in words: its steps, its questions, its moments.

The wording belongs to one version of the instrument. A measurement keeps the version it was
made with, so that what was asked then can still be read later.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INSTRUMENT_VERSION = "2026-1"
HORIZON_MONTHS = 12


class Step(models.IntegerChoices):
    """The six steps of the participation ladder (domain 2.2)."""

    ISOLATED = 1, _("Geïsoleerd")
    SOCIAL_CONTACTS = 2, _("Sociale contacten buitenshuis")
    ORGANISED_ACTIVITIES = 3, _("Deelname aan georganiseerde activiteiten")
    UNPAID_WORK = 4, _("Onbetaald werk")
    PAID_WORK_SUPPORTED = 5, _("Betaald werk met ondersteuning")
    PAID_WORK = 6, _("Betaald werk")


class Question(models.TextChoices):
    """The five questions, asked from the top of the ladder down."""

    PAID_WORK = "q1", _("Betaald werk")
    SUPPORT = "q2", _("Ondersteuning bij het werk")
    UNPAID_WORK = "q3", _("Onbetaald werk")
    ACTIVITIES = "q4", _("Georganiseerde activiteiten")
    CONTACTS = "q5", _("Contacten buitenshuis")


class Moment(models.TextChoices):
    """When in the road somebody is measured; at least the start and the end are."""

    T0_INTAKE = "t0_intake", _("Bij de start (intake)")
    INTERIM = "interim", _("Tussendoor")
    T1_END = "t1_end", _("Bij het eindgesprek")
    FOLLOW_UP = "follow_up", _("Na afloop (nazorg)")


class Source(models.TextChoices):
    """Where the step comes from."""

    CONVERSATION = "conversation", _("Gesprek met de vijf vragen")
    LIST = "list", _("Overgenomen uit een lijst")


class Growth(models.TextChoices):
    """How much growth is expected within the horizon."""

    NONE = "none", _("Groei niet verwacht")
    ONE = "one", _("Eén trede omhoog verwacht")
    MORE = "more", _("Twee of meer treden omhoog verwacht")


class Outcome(models.TextChoices):
    """What came true of the growth that was expected."""

    HIGHER = "higher", _("hoger dan verwacht")
    AS_EXPECTED = "as_expected", _("zoals verwacht")
    LOWER = "lower", _("lager dan verwacht")
    BY_US = "by_us", _("alleen door ons eigen traject")
    OPEN = "open", _("de tijd loopt nog")


@dataclass(frozen=True)
class Wording:
    """One question as it is read aloud, and with what it is explained."""

    question: Question
    now: Promise
    later: Promise
    explanation: Promise
    examples: tuple[Promise, ...]


@dataclass(frozen=True)
class Meaning:
    """What a step says about someone's week, without judging it."""

    step: Step
    sentence: Promise
    example: Promise


@dataclass(frozen=True)
class Instrument:
    """One version of the ladder: questions and meanings belong together."""

    version: str
    questions: tuple[Wording, ...]
    meanings: tuple[Meaning, ...]

    def wording(self, question: Question) -> Wording:
        """How this question is asked."""
        return next(wording for wording in self.questions if wording.question == question)

    def meaning(self, step: Step) -> Meaning:
        """What this step means in plain words."""
        return next(meaning for meaning in self.meanings if meaning.step == step)


_QUESTIONS = (
    Wording(
        Question.PAID_WORK,
        now=_("Heeft u betaald werk?"),
        later=_("Heeft u over een jaar betaald werk, denkt u?"),
        explanation=_("Werk met een arbeidscontract, of een eigen bedrijf."),
        examples=(
            _("een baan met een contract, ook voor een paar uur"),
            _("werk via een uitzendbureau"),
            _("een eigen bedrijf of zzp'er"),
        ),
    ),
    Wording(
        Question.SUPPORT,
        now=_("Krijgt u daar hulp bij, of extra geld naast het loon?"),
        later=_("Krijgt u daar over een jaar nog hulp bij, of extra geld naast het loon?"),
        explanation=_("Hulp van iemand anders dan de leidinggevende of collega's telt mee."),
        examples=(
            _("een uitkering naast het loon"),
            _("een jobcoach of andere begeleiding van buiten"),
            _("de gemeente betaalt een deel van het loon"),
            _("een sociale werkplaats of beschut werk"),
            _("een taalcursus of inburgering naast het werk"),
            _("leren en werken samen (bbl), zonder startkwalificatie"),
        ),
    ),
    Wording(
        Question.UNPAID_WORK,
        now=_("Doet u elke week werk zonder loon, waarbij anderen op u rekenen?"),
        later=_("Doet u over een jaar elke week werk zonder loon, waarbij anderen op u rekenen?"),
        explanation=_(
            "U heeft een eigen taak en u ziet daarbij elke week andere mensen. "
            "Alleen online contact telt niet mee."
        ),
        examples=(
            _("vrijwilligerswerk"),
            _("een stage"),
            _("een werkervaringsplek met behoud van uitkering"),
        ),
    ),
    Wording(
        Question.ACTIVITIES,
        now=_("Gaat u elke week naar een cursus, een club of een groep?"),
        later=_("Gaat u over een jaar elke week naar een cursus, een club of een groep?"),
        explanation=_("Iemand organiseert het. U doet mee; anderen rekenen niet op uw werk."),
        examples=(
            _("taalles of een inburgeringscursus"),
            _("een sportclub of koor"),
            _("een groep in het buurthuis"),
            _("dagbesteding"),
        ),
    ),
    Wording(
        Question.CONTACTS,
        now=_("Ziet u elke week mensen die niet bij u in huis wonen?"),
        later=_("Ziet u over een jaar elke week mensen die niet bij u in huis wonen?"),
        explanation=_("Meer dan even naar de winkel of de dokter."),
        examples=(
            _("op bezoek bij familie of vrienden"),
            _("een praatje met de buren"),
            _("koffie met andere ouders op school"),
        ),
    ),
)

_MEANINGS = (
    Meaning(
        Step.ISOLATED,
        _("U ziet vooral de mensen in uw eigen huis."),
        _("U gaat naar de winkel of de dokter, maar u spreekt weinig andere mensen."),
    ),
    Meaning(
        Step.SOCIAL_CONTACTS,
        _("U ziet elke week mensen buiten uw eigen huis."),
        _("Bijvoorbeeld familie, vrienden of buren."),
    ),
    Meaning(
        Step.ORGANISED_ACTIVITIES,
        _("U doet elke week mee met een cursus, een club of een groep."),
        _("Bijvoorbeeld taalles, sport of een groep in het buurthuis."),
    ),
    Meaning(
        Step.UNPAID_WORK,
        _("U doet elke week werk zonder loon en anderen rekenen op u."),
        _("Bijvoorbeeld vrijwilligerswerk of een stage."),
    ),
    Meaning(
        Step.PAID_WORK_SUPPORTED,
        _("U heeft betaald werk en krijgt daar hulp bij of extra geld naast."),
        _("Bijvoorbeeld een jobcoach, een aanvullende uitkering of taalles naast uw werk."),
    ),
    Meaning(
        Step.PAID_WORK,
        _("U heeft betaald werk en doet dat zelfstandig."),
        _("Bijvoorbeeld een baan met een contract of een eigen bedrijf."),
    ),
)

INSTRUMENTS = {INSTRUMENT_VERSION: Instrument(INSTRUMENT_VERSION, _QUESTIONS, _MEANINGS)}
