"""Signals and ideas, in lists and one by one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _, gettext_lazy as _l

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import Words
from meedoen.core.paging import Page, keyset
from meedoen.core.small import SMALL
from meedoen.core.time import short_date, today
from meedoen.core.ui import Phase
from meedoen.intake import rules as intake
from meedoen.intake.rules import Notice
from meedoen.offers.choices import Theme
from meedoen.participants.models import Participant
from meedoen.trends import access, rules
from meedoen.trends.choices import OPEN_SIGNALS, SignalKind, SignalState, Voice
from meedoen.trends.models import Idea, Signal, SignalStep, UnmetNeed

ROAD = (*OPEN_SIGNALS, SignalState.RESULT)
VERBS: dict[str, Words] = {
    "note": _l("Gemeld"), "look": _l("Bekeken"), "think": _l("Idee"), "act": _l("Activiteit"),
    "finish": _l("Resultaat"), "lay_aside": _l("Opzij gelegd"), "take_up": _l("Weer opgepakt"),
    "tell_back": _l("Teruggekoppeld"), "hand_over": _l("Andere eigenaar"),
}  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """What the list of signals is narrowed to."""

    state: str = ""
    kind: str = ""
    theme: str = ""
    area: UUID | None = None
    whose: str = ""


@dataclass(frozen=True)
class Line:
    """One signal on the list."""

    id: UUID
    text: str
    kind: str
    theme: str
    area: str
    owner: str
    state: str
    is_open: bool
    since: Any
    next_step: Words


_COLUMNS = (
    "id", "text", "kind", "theme", "neighbourhood__name", "owner__name", "state", "state_since",
)  # fmt: skip


def signals(user: User, wanted: Filter, *, marker: str = "") -> Page:
    """What waits longest for its next step comes first; one query."""
    found = access.to_see_signals(user)
    if wanted.state == "alle":
        pass
    elif wanted.state:
        found = found.filter(state=wanted.state)
    else:
        found = found.open()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    if wanted.area:
        found = found.filter(neighbourhood=wanted.area)
    if wanted.whose == "mijn":
        found = found.filter(owner=user)
    elif wanted.whose == "gemeld":
        found = found.filter(noted_by=user)
    page = keyset(found.values(*_COLUMNS), order=["state_since", "id"], marker=marker)
    return Page([_line(row) for row in page.rows], page.next_marker)


def _line(row: dict[str, Any]) -> Line:
    state = SignalState(row["state"])
    following = rules.NEXT.get(state)
    return Line(
        id=row["id"],
        text=row["text"],
        kind=str(SignalKind(row["kind"]).label),
        theme=str(Theme(row["theme"]).label) if row["theme"] else "",
        area=row["neighbourhood__name"] or "",
        owner=row["owner__name"],
        state=str(state.label),
        is_open=state in OPEN_SIGNALS,
        since=row["state_since"],
        next_step=following.label if following else "",
    )


@dataclass(frozen=True)
class Happened:
    """One thing that happened with a signal."""

    what: Words
    step: SignalStep


@dataclass(frozen=True)
class SignalPage:
    """One signal with its road, its log, its ideas, and how often it was missing."""

    signal: Signal
    road: list[Phase]
    steps: list[Happened]
    ideas: list[Idea]
    notices: list[Notice]
    needs: str
    may_keep: bool
    aside_because: str


def one_signal(user: User, signal: Signal) -> SignalPage:
    """Four queries, whatever happened."""
    steps = list(access.steps_of(signal))
    aside = next((one.words for one in reversed(steps) if one.verb == "lay_aside"), "")
    return SignalPage(
        signal=signal,
        road=_road(signal, steps),
        steps=[Happened(VERBS.get(one.verb, one.verb), one) for one in reversed(steps)],
        ideas=list(access.ideas(user).filter(signal=signal).for_list()),
        notices=_look(_("Wat valt op?"), f"{signal.text}\n{signal.story}"),
        needs=_needs(user, signal),
        may_keep=user.has(Permission.SIGNAL_WRITE),
        aside_because=aside if signal.state == SignalState.ASIDE else "",
    )


def _needs(user: User, signal: Signal) -> str:
    people = UnmetNeed.objects.filter(signal=signal).values("journey__participant").distinct()
    number = people.count()
    if 0 < number < SMALL and not user.has(Permission.TEAM_SEE):
        return f"<{SMALL}"
    return str(number) if number else ""


def _road(signal: Signal, steps: list[SignalStep]) -> list[Phase]:
    reached = {one.state: one.at for one in steps}
    state = SignalState(signal.state)
    if state == SignalState.ASIDE:
        reached.pop(SignalState.ASIDE.value, None)
    here = ROAD.index(state) if state in ROAD else -1
    road = []
    for number, one in enumerate(ROAD):
        at = reached.get(one.value)
        passed = number < here or (here < 0 and at is not None) or state == SignalState.RESULT
        if number == here and state != SignalState.RESULT:
            road.append(Phase(one.label, "now", short_date(at) if at else ""))
        elif passed:
            road.append(Phase(one.label, "done", short_date(at) if at else ""))
        else:
            road.append(Phase(one.label, "next" if number == here + 1 and here >= 0 else "later"))
    return road


@dataclass(frozen=True)
class IdeaLine:
    """One idea on the list."""

    id: UUID
    text: str
    voice: str
    theme: str
    area: str
    noted_at: Any
    answer_by: Any
    is_answered: bool


@dataclass(frozen=True)
class IdeaPage:
    """One idea, who had it (for who may see that), and what we said."""

    idea: Idea
    speaker: Participant | None
    notices: list[Notice]
    is_waiting: bool
    is_overdue: bool
    may_answer: bool


def ideas(user: User, *, answered: bool, marker: str = "") -> Page:
    """Ideas that wait for an answer, or those that got one; the oldest first; one query."""
    found = access.ideas(user).filter(answered_at__isnull=not answered)
    rows = found.values(
        "id", "text", "voice", "theme", "neighbourhood__name", "noted_at", "answer_by",
        "answered_at",
    )  # fmt: skip
    page = keyset(rows, order=["noted_at", "id"], marker=marker)
    return Page([_idea(row) for row in page.rows], page.next_marker)


def one_idea(user: User, idea: Idea) -> IdeaPage:
    """One idea as its page shows it; one query besides."""
    is_waiting = idea.answered_at is None
    return IdeaPage(
        idea=idea,
        speaker=access.speaker_of(user, idea),
        notices=_look(_("Idee"), idea.text),
        is_waiting=is_waiting,
        is_overdue=is_waiting and idea.answer_by is not None and idea.answer_by < today(),
        may_answer=user.has(Permission.SIGNAL_WRITE),
    )


def _idea(row: dict[str, Any]) -> IdeaLine:
    return IdeaLine(
        id=row["id"],
        text=row["text"],
        voice=str(Voice(row["voice"]).label),
        theme=str(Theme(row["theme"]).label) if row["theme"] else "",
        area=row["neighbourhood__name"] or "",
        noted_at=row["noted_at"],
        answer_by=row["answer_by"],
        is_answered=row["answered_at"] is not None,
    )


def _look(label: str, text: str) -> list[Notice]:
    kinds = intake.betrays(text)
    return [Notice("", label, kinds)] if kinds else []
