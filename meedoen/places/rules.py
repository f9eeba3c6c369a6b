"""Decisions about places: whether there is room, whose turn it is, how it stands in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.core.time import dutch_date
from meedoen.places.choices import State

# Longer than this nobody keeps a place: then the waiting list is kinder.
LONGEST = timedelta(days=183)


@dataclass(frozen=True)
class Room:
    """How it stands with the places of an offer. `free` is None when there is no limit."""

    free: int | None
    waiting: int = 0
    has_list: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody new can have a place: what is free is not for those who wait."""
        return self.free is None or self.free > self.waiting

    @property
    def number(self) -> int:
        """Which number somebody would be who joins the waiting list now."""
        return self.waiting + 1

    @property
    def words(self) -> str:
        """How it stands, to say to somebody."""
        if self.free is None:
            return _("Er is geen grens aan het aantal plaatsen.")
        left = self.free - self.waiting
        if left == 1:
            return _("Er is nog 1 plaats vrij.")
        if left > 1:
            return _("Er zijn nog %(free)d plaatsen vrij.") % {"free": left}
        if not self.has_list:
            return _("Vol, en er is geen wachtlijst.")
        if self.free:
            return _("Wie al wacht, is eerst aan de beurt. Wachtlijst: nummer %(number)d.") % {
                "number": self.number
            }
        return _("Vol. Wachtlijst: nummer %(number)d.") % {"number": self.number}

    @property
    def next_step(self) -> str:
        """What to do when there is no place."""
        if self.has_list:
            return _("Zet de deelnemer op de wachtlijst: die is dan nummer %(number)d.") % {
                "number": self.number
            }
        return _("Kies ander aanbod, of vraag de aanbieder om een wachtlijst.")


@dataclass(frozen=True, slots=True)
class Queue:
    """What somebody who looks for an offer has to know about the line there."""

    ahead: int = 0
    has_place: bool = False


def hold_problem(until: date, *, today: date) -> str:
    """Why a place cannot be kept until this day, or nothing."""
    if until < today:
        return _("Deze dag is al voorbij.")
    if until > today + LONGEST:
        return _("Zo lang houden wij geen plaats vrij: hoogstens een half jaar.")
    return ""


@dataclass(frozen=True)
class Standing:
    """How it stands with one person and one offer, as plain values."""

    state: str
    number: int | None = None
    held_until: date | None = None
    placed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None


def words(standing: Standing, *, is_free: bool) -> str:
    """How it stands, in one sentence. Before signing it is an invitation and nothing more (R9)."""
    days = {
        "until": dutch_date(standing.held_until), "placed": dutch_date(standing.placed_on),
        "started": dutch_date(standing.started_on), "ended": dutch_date(standing.ended_on),
        "number": standing.number,
    }  # fmt: skip
    said = {
        State.WAITING: _("Op de wachtlijst: nummer %(number)s."),
        State.OFFERED: _("Uitgenodigd. Wij houden de plaats vrij tot en met %(until)s.")
        if is_free
        else _("De plaats is vrijgehouden tot en met %(until)s."),
        State.PLACED: _("Doet mee sinds %(started)s.")
        if standing.started_on
        else _("Heeft een plaats sinds %(placed)s. Nog niet begonnen."),
        State.ENDED: _("Deed mee tot %(ended)s."),
        State.LAPSED: _("De plaats is niet langer vrijgehouden. Opnieuw vragen kan altijd."),
        State.WITHDRAWN: _("Toch niet, sinds %(ended)s. Opnieuw vragen kan altijd."),
    }
    return said[State(standing.state)] % days


def line_words(number: int) -> str:
    """How long the line is."""
    if number == 0:
        return _("Er wacht niemand.")
    if number == 1:
        return _("Er wacht 1 persoon.")
    return _("Er wachten %(number)d mensen.") % {"number": number}


def next_step(standing: Standing, *, is_turn: bool) -> str:
    """The one thing to do next, in a few words; nothing when there is only waiting to do."""
    said = {
        State.WAITING: _("Er is een plaats: nodig uit") if is_turn else "",
        State.OFFERED: _("Vraag wat de deelnemer ervan vindt"),
        State.PLACED: "" if standing.started_on else _("Begin ermee in het plan"),
    }
    return said.get(State(standing.state), "")
