"""What needs a hand, how soon, in which words, and what resolves it. Pure: days in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from meedoen.core.errors import Words
from meedoen.core.time import dutch_date
from meedoen.watch.choices import Band, Kind

# Longer ago than this is no longer news: it is in the list of participants, not on the desk.
LONGEST = 400
FURTHEST = 60


@dataclass(frozen=True)
class Limits:
    """After how many days something shows as soon, this week and now.

    Days count from the day it began; for a date that was agreed they count from that date, so
    they may be negative: -14 is two weeks before.
    """

    soon: int
    week: int
    now: int

    def problem(self) -> Words:
        """Why these days do not follow each other, or nothing."""
        if not self.soon <= self.week <= self.now:
            return _("De dagen moeten oplopen: binnenkort, deze week, nu.")
        return ""


@dataclass(frozen=True)
class Watched:
    """One kind: its usual limits, its words before and after signing, and what resolves it.

    `bound` speaks of agreements, `free` invites: before the agreement is signed a voluntary
    participant owes nothing (R9). In both, `{day}` is the day it counts from, `{days}` how long.
    """

    limits: Limits
    bound: Words
    free: Words
    action: Words
    page: str


_OURS = {
    Kind.REGISTERED: Watched(
        Limits(3, 5, 7),
        _("Aangemeld op {day}; de intake is nog niet begonnen."),
        _("Aangemeld op {day}, {days} geleden. Bel om kennis te maken."),
        _("Begin de intake"),
        "intake:overview",
    ),
    Kind.INTAKE: Watched(
        Limits(14, 18, 21),
        _("De intake loopt sinds {day}, {days}."),
        _("De intake loopt sinds {day}, {days}. Praat verder wanneer het uitkomt."),
        _("Ga verder met de intake"),
        "intake:overview",
    ),
    Kind.ADVICE: Watched(
        Limits(7, 10, 14),
        _("De intake van {day} heeft nog geen advies, {days}."),
        _("De intake van {day} heeft nog geen advies, {days}. Deze persoon wacht op ons."),
        _("Schrijf het advies"),
        "intake:advice",
    ),
    Kind.PLAN: Watched(
        Limits(7, 10, 14),
        _("Het advies van {day} heeft nog geen plan, {days}."),
        _("Het advies van {day} heeft nog geen plan, {days}. Deze persoon wacht op ons."),
        _("Maak het plan"),
        "plans:detail",
    ),
    Kind.ANSWER: Watched(
        Limits(7, 10, 14),
        _("Het plan ligt voor sinds {day}, {days}."),
        _("Het plan ligt voor sinds {day}, {days}. Vraag of er nog vragen zijn."),
        _("Bespreek het plan"),
        "plans:detail",
    ),
    Kind.AGREEMENT: Watched(
        Limits(7, 10, 14),
        _("Sinds {day} is het eerste onderdeel nog niet begonnen, {days}."),
        _("Het plan is goed sinds {day}. Nodig uit om samen de overeenkomst te lezen."),
        _("Kijk wat er nog nodig is"),
        "plans:detail",
    ),
    Kind.CLOSING: Watched(
        Limits(7, 10, 14),
        _("Het eindgesprek staat open sinds {day}, {days}."),
        _("Het eindgesprek staat open sinds {day}. Nodig uit om samen terug te kijken."),
        _("Plan het eindgesprek"),
        "closing:detail",
    ),
    Kind.CONTACT: Watched(
        Limits(14, 14, 30),
        _("Laatste contact op {day}, {days} geleden."),
        _("U sprak elkaar op {day}, {days} geleden. Vraag eens hoe het gaat."),
        _("Leg contact"),
        "contacts:list",
    ),
    Kind.MOMENTUM: Watched(
        Limits(4, 6, 10),
        _("Gemotiveerd op {day}, maar er is geen volgende stap afgesproken, {days}."),
        _("Gemotiveerd op {day}, {days} geleden. Houd het enthousiasme vast: spreek iets af."),
        _("Spreek een stap af"),
        "contacts:list",
    ),
    Kind.NEXT_STEP: Watched(
        Limits(-7, -2, 0),
        _("Afgesproken voor {day}."),
        _("Wij zouden op {day} iets doen."),
        _("Leg vast hoe het ging"),
        "contacts:list",
    ),
    Kind.REVIEW: Watched(
        Limits(-14, -7, 0),
        _("Gesprek over hoe het gaat, gepland op {day}."),
        _("Op {day} zouden wij samen kijken hoe het gaat."),
        _("Leg het gesprek vast"),
        "contacts:list",
    ),
    Kind.MEETING: Watched(
        Limits(1, 1, 3),
        _("De afspraak van {day} heeft nog geen afloop."),
        _("De afspraak van {day} heeft nog geen afloop."),
        _("Leg vast hoe het ging"),
        "appointments:of",
    ),
    Kind.AFTERCARE: Watched(
        Limits(-14, -7, 0),
        _("Nazorg op {day}: vraag hoe het gaat."),
        _("Nazorg op {day}: vraag hoe het gaat."),
        _("Leg de nazorg vast"),
        "closing:aftercare",
    ),
    Kind.DEPUTY: Watched(
        Limits(-14, -7, -1),
        _("De waarneming eindigt op {day}."),
        _("De waarneming eindigt op {day}."),
        _("Regel de waarneming"),
        "coaching:deputy",
    ),
    Kind.PLACE: Watched(
        Limits(-7, -4, -1),
        _("Uitgenodigd voor een plaats die vrij blijft tot en met {day}."),
        _("Uitgenodigd voor een plaats die vrij blijft tot en met {day}. Vraag wat het wordt."),
        _("Leg het antwoord vast"),
        "places:person",
    ),
}
WATCHED: Mapping[Kind, Watched] = _OURS

# An answer that we promised before a day: it is about nobody, so it cannot be put off.
PROMISED = Limits(-7, -3, 0)


def cutoff(limits: Limits, *, today: date) -> date:
    """The latest day from which something shows at all."""
    return today - timedelta(days=limits.soon)


def band(limits: Limits, *, since: date, today: date) -> Band | None:
    """How soon something that counts from `since` needs a hand; None when it does not yet."""
    days = (today - since).days
    if days >= limits.now:
        return Band.NOW
    if days >= limits.week:
        return Band.WEEK
    return Band.SOON if days >= limits.soon else None


def reason(kind: Kind, *, since: date, today: date, may_oblige: bool) -> str:
    """What the list says about it. Words oblige only where something binds (R9)."""
    watched = WATCHED[kind]
    words = str(watched.bound if may_oblige else watched.free)
    return words.format(day=dutch_date(since), days=days_text((today - since).days))


def promise(answer_by: date, *, today: date) -> str:
    """What the list says about an answer that somebody was promised before this day."""
    late = (today - answer_by).days
    if late < 0:
        words = _("Wij beloofden antwoord vóór {day}.")
    elif late == 0:
        words = _("Wij beloofden antwoord vóór vandaag.")
    else:
        words = _("Wij beloofden antwoord vóór {day}, {days} geleden.")
    return str(words).format(day=dutch_date(answer_by), days=days_text(late))


def days_text(days: int) -> str:
    """`1 dag`, `15 dagen`."""
    return str(_("1 dag")) if days == 1 else str(_("{days} dagen")).format(days=max(days, 0))
