"""One participant, everything together; and who looked."""

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import access as audit
from meedoen.contacts import pages as contacts
from meedoen.contacts.pages import Moment
from meedoen.core.errors import Words
from meedoen.core.time import now
from meedoen.dossier.choices import AREAS, EVENTS, PARTS, SILENT, THREADS, Thread
from meedoen.intake import access as intake
from meedoen.journeys.models import Journey
from meedoen.journeys.pages import Head, head
from meedoen.journeys.rules import CONDITIONS
from meedoen.ladder import pages as ladder
from meedoen.ladder.choices import Step
from meedoen.ladder.pages import Standing
from meedoen.ladder.rules import DossierFacts, was_spoken_lately
from meedoen.language import pages as languages
from meedoen.participants import access as participants
from meedoen.participants.models import Grant, Participant
from meedoen.plans import access as plan_parts, pages as plans
from meedoen.plans.choices import ComponentSide
from meedoen.plans.pages import Overview as Plan

LOG = 30
# Looks within this time belong to the visit of now.
SITTING = timedelta(hours=1)
CONTACTS = ("contacts.written", "contacts.warned", "contacts.corrected")

# Where the work of each step is done, and who may do it.
PLACES = {
    "intake_started": ("intake:overview", Permission.INTAKE),
    "intake_completed": ("intake:overview", Permission.INTAKE),
    "language_measured": ("intake:language", Permission.LANGUAGE_MEASURE),
    "ladder_measured": ("dossier:ladder", Permission.LADDER_MEASURE),
    "advice_given": ("intake:advice", Permission.ADVICE),
    "advice_approved": ("intake:advice", Permission.ADVICE_APPROVE),
    "coach_assigned": ("journeys:road", Permission.COACH_ASSIGN),
    "plan_proposed": ("plans:detail", Permission.PLAN),
    "plan_accepted": ("plans:answer", Permission.PLAN),
    "is_bound": ("plans:sign", Permission.PLAN),
    "first_part_started": ("plans:detail", Permission.PLAN),
    "closing_started": ("closing:detail", Permission.EXIT),
    "closing_held": ("closing:detail", Permission.EXIT),
    "aftercare_done": ("closing:aftercare", Permission.CONTACT_WRITE),
}


@dataclass(frozen=True)
class NextStep:
    """Something to be done before the road goes on, and the page where it is done."""

    label: Words
    page: str


@dataclass(frozen=True)
class SkillLine:
    """One language skill: now, and at the start when that was different."""

    skill: Words
    now: str
    start: str


@dataclass(frozen=True)
class Overview:
    """The first page of a dossier."""

    head: Head
    core_question: str
    steps: list[NextStep]
    plan: Plan | None
    standing: Standing | None
    skills: list[SkillLine]
    moments: list[Moment]

    @property
    def ladder_labels(self) -> list[str]:
        return ladder.labels()


def overview(user: User, participant: Participant, journey: Journey | None) -> Overview:
    """Who is this, what comes next, what was agreed, how it goes."""
    top = head(participant, journey)
    plan = plans.overview(journey, is_bound=top.is_bound) if journey else None
    return Overview(
        head=top,
        core_question=_core_question(plan, journey),
        steps=_steps(user, top),
        plan=plan,
        standing=ladder.standing(participant.pk),
        skills=_skills(participant.pk),
        moments=contacts.latest(participant.pk),
    )


def ladder_facts(journey: Journey | None, *, today: date) -> DossierFacts:
    """What the dossier says about an ordinary week, to lay beside the ladder; two queries."""
    if journey is None:
        return DossierFacts()
    told = intake.answers_of(journey, "network", "work")
    company, work = told.get("talks_with"), told.get("looks_for_work")
    parts = [(one.side, one.title) for one in plan_parts.running_parts(journey)]
    lessons = {ComponentSide.LANGUAGE, ComponentSide.BOTH}
    return DossierFacts(
        talks_with=frozenset(company) if isinstance(company, list) else None,
        has_work=work == "has" if work else None,
        seeks_work=work == "now",
        was_spoken_lately=was_spoken_lately(
            journey.last_contact_on, since=journey.started_on, today=today
        ),
        language_parts=tuple(title for side, title in parts if side in lessons),
        other_parts=tuple(title for side, title in parts if side not in lessons),
    )


def _core_question(plan: Plan | None, journey: Journey | None) -> str:
    if plan is not None:
        return plan.core_question
    advice = intake.advice_of(journey) if journey else None
    return advice.core_question if advice else ""


def _steps(user: User, top: Head) -> list[NextStep]:
    steps = []
    for name, condition in CONDITIONS.items():
        if condition.todo in top.todo:
            page, needs = PLACES.get(name, ("", None))
            steps.append(NextStep(condition.todo, page if needs and user.has(needs) else ""))
    return steps


def _skills(participant_id: UUID) -> list[SkillLine]:
    return [
        SkillLine(
            one.skill.label,
            one.reached.short,
            one.start.short if one.start != one.reached else "",
        )
        for one in languages.skills_now(participant_id)
        if one.is_known
    ]


@dataclass(frozen=True)
class LogLine:
    """One line of the log: when, who, what."""

    at: datetime
    who: str
    what: Words
    details: str
    roles: str = ""


@dataclass(frozen=True)
class Log:
    """Part of a log, and the marker of what is older."""

    lines: list[LogLine]
    older: str


@dataclass(frozen=True)
class Looks:
    """Who may look, who looked, what was changed."""

    grants: list[Grant]
    looks: Log
    events: Log


def looks(participant: Participant, journey: Journey | None, *, seen: str, done: str) -> Looks:
    """Both logs of one dossier, latest first; each goes on from its own marker."""
    looked, older_looks = _older(audit.looks_about(participant.pk), seen)
    happened, older_events = _older(audit.events_about(participant.pk), done)
    return Looks(
        grants=list(participants.grants_of(participant)),
        looks=Log(
            [
                LogLine(one.at, one.actor_name, PARTS.get(one.part, one.part), one.reason,
                        one.actor_roles)
                for one in looked
            ],
            older_looks,
        ),
        events=Log(
            [
                LogLine(one.at, one.actor_name, _event_words(one.action),
                        _details(one.facts, journey))
                for one in happened
            ],
            older_events,
        ),
    )  # fmt: skip


def _event_words(action: str) -> Words:
    area, _dot, _verb = action.partition(".")
    return EVENTS.get(action, AREAS.get(area, action))


def _details(facts: dict[str, Any], journey: Journey | None) -> str:
    """The facts of an event that say something to a reader; codes of fields by their label."""
    phase = facts.get("phase")
    if phase and journey is not None and phase in journey.road.index:
        return str(journey.road.phase(phase).label)
    fields = facts.get("fields")
    if isinstance(fields, list):
        known = {field.name: field for field in Participant._meta.get_fields()}
        return ", ".join(
            str(getattr(known[name], "verbose_name", name)) for name in fields if name in known
        )
    step = facts.get("step") or facts.get("recorded")
    return str(Step(step).label) if step in Step.values else ""


def _older(log: QuerySet[Any], marker: str) -> tuple[list[Any], str]:
    after = _read(marker)
    if after is not None:
        at, pk = after
        log = log.filter(Q(at__lt=at) | Q(at=at, id__lt=pk))
    rows = list(log[: LOG + 1])
    if len(rows) <= LOG:
        return rows, ""
    last = rows[LOG - 1]
    text = f"{last.pk.hex}{last.at.isoformat()}"
    return rows[:LOG], base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(marker: str) -> tuple[datetime, UUID] | None:
    try:
        text = base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)).decode()
        at = datetime.fromisoformat(text[32:])
        return (at, UUID(text[:32])) if at.tzinfo else None
    except (ValueError, binascii.Error):
        return None


@dataclass(frozen=True)
class Happening:
    """One line of the timeline; what happened several times in a row is told once."""

    at: datetime
    who: str
    what: Words
    details: str
    moment: Moment | None
    is_new: bool
    times: int = 1


@dataclass(frozen=True)
class Timeline:
    """Part of what happened, latest first, and since when it is new to this user."""

    lines: list[Happening]
    older: str
    visited_at: datetime | None


def timeline(
    user: User, participant: Participant, journey: Journey | None, *, thread: str, marker: str
) -> Timeline:
    """What happened in this dossier, from the log: nothing is told that did not happen.

    Three queries, whatever the history. New is what colleagues did since the last visit.
    """
    visited = audit.last_visit(participant.pk, by=user.pk, before=now() - SITTING)
    events = audit.events_about(participant.pk).exclude(action__in=SILENT)
    if thread in Thread.values:
        areas = (Q(action__startswith=f"{area}.") for area in THREADS[Thread(thread)])
        events = events.filter(reduce(or_, areas))
    rows, older = _older(events, marker)
    spoken = contacts.some({one.object_id for one in rows if one.action in CONTACTS})
    lines: list[Happening] = []
    for one in rows:
        is_new = visited is not None and one.at > visited and one.actor_id != user.pk
        line = Happening(
            at=one.at, who=one.actor_name, what=_event_words(one.action),
            details=_details(one.facts, journey), moment=spoken.get(one.object_id), is_new=is_new,
        )  # fmt: skip
        if lines and _tells_the_same(lines[-1], line):
            lines[-1] = replace(lines[-1], times=lines[-1].times + 1)
        else:
            lines.append(line)
    return Timeline(lines, older, visited)


def _tells_the_same(one: Happening, other: Happening) -> bool:
    return (
        one.moment is None
        and (one.who, one.what, one.details, one.is_new)
        == (other.who, other.what, other.details, other.is_new)
        and localtime(one.at).date() == localtime(other.at).date()
    )


@dataclass(frozen=True)
class Difference:
    """A field in which two colleagues wrote something else."""

    label: Words
    theirs: str
    yours: str


def differences(participant: Participant, typed: dict[str, Any]) -> list[Difference]:
    """What a colleague wrote meanwhile beside what this user typed."""
    found = []
    for name, yours in typed.items():
        theirs = getattr(participant, name)
        if theirs != yours:
            label = Participant._meta.get_field(name)
            found.append(
                Difference(str(getattr(label, "verbose_name", name)), _text(theirs), _text(yours))
            )
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return Participant(languages=value).language_names
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)
