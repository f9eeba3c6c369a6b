"""The plan as a page shows it, and what other pages show of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meedoen.core.errors import Words
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import dutch_date, short_date, today
from meedoen.core.ui import Overlay, Week
from meedoen.documents import pages as documents
from meedoen.intake import pages as intake
from meedoen.journeys import pages as heads
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.journeys.pages import Head
from meedoen.offers.choices import WHOLE_WEEK
from meedoen.participants.models import Participant
from meedoen.plans import access, rules
from meedoen.plans.actions import papers
from meedoen.plans.choices import CommitmentSide, ComponentSide, PlanState, Timing
from meedoen.plans.models import Commitment, Component, Goal, Plan
from meedoen.plans.pages.months import MOST_MONTHS, MonthRoad, RoadRow, month_road, period

__all__ = [
    "MOST_MONTHS", "CommitmentLine", "MonthRoad", "Overview", "PartLine", "PlanPage", "RoadRow",
    "Version", "commitment_lines", "found_version", "month_road", "next_step", "overview", "paper",
    "part_line", "period", "plan_page",
]  # fmt: skip

EVERY_MOMENT = Week(WHOLE_WEEK)


@dataclass(frozen=True)
class PartLine:
    """One part of the plan, ready to read."""

    id: UUID
    title: str
    kind: Words
    side: str
    side_label: Words
    provider: str
    where: str
    when: str
    period: str
    hours: str
    serves: str
    timing: str
    started_on: date | None
    stopped_on: date | None
    is_required: bool

    @property
    def is_running(self) -> bool:
        """Whether somebody goes there now."""
        return self.started_on is not None and self.stopped_on is None

    @property
    def is_afterwards(self) -> bool:
        """Whether it comes after the trajectory (R110)."""
        return self.timing == Timing.AFTER


@dataclass(frozen=True)
class CommitmentLine:
    """One promise; `when` names no day for the participant while nothing binds (R9)."""

    id: UUID
    number: int
    side: str
    what: str
    who: str
    when: str
    done_on: date | None
    may_have_date: bool


@dataclass(frozen=True)
class Version:
    """One line in the list of versions."""

    number: int
    state: Words
    changed: str
    made_by: str
    on: date
    answer: str


@dataclass(frozen=True)
class Overview:
    """What the front page of a dossier tells about the plan."""

    number: int
    state: str
    state_label: Words
    core_question: str
    is_dual: bool
    gap: str
    parts: list[PartLine]
    open_commitments: list[CommitmentLine]
    is_signed: bool


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page of one version of a plan."""

    head: Head
    plan: Plan | None = None
    goals: list[Goal] = field(default_factory=list)
    parts: list[PartLine] = field(default_factory=list)
    ours: list[CommitmentLine] = field(default_factory=list)
    theirs: list[CommitmentLine] = field(default_factory=list)
    is_dual: bool = False
    gap: str = ""
    clashes: list[str] = field(default_factory=list)
    without_need: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    week: list[Overlay] = field(default_factory=list)
    free: Week = EVERY_MOMENT
    road: MonthRoad | None = None
    versions: list[Version] = field(default_factory=list)
    newest: int = 0
    in_force: int = 0
    step: str = ""
    signed: Plan | None = None

    @property
    def is_newest(self) -> bool:
        """Whether no later version has been begun."""
        return self.plan is not None and self.plan.number == self.newest

    @property
    def has_kept_paper(self) -> bool:
        """Whether the participant said yes to this version, which is kept as it was then."""
        acceptance = getattr(self.plan, "acceptance", None)
        return acceptance is not None and acceptance.document_id is not None

    @property
    def may_run(self) -> bool:
        """Whether parts of this version can begin now."""
        accepted = self.plan is not None and self.plan.is_in_force
        return accepted and self.head.is_bound and self.step != "revise"


def plan_page(
    participant: Participant, journey: Journey | None, *, number: int | None = None
) -> PlanPage:
    """One version (the newest, unless a number is given): a fixed number of queries."""
    head = heads.head(participant, journey)
    plans = list(access.versions(journey)) if journey else []
    if journey is None or not plans:
        may_begin = journey is not None and journey.is_open
        return PlanPage(head=head, step="begin" if may_begin else "")
    plan = plans[0] if number is None else found_version(plans, number)
    goals = list(access.goals_of(plan))
    components = list(access.components_of(plan))
    parts = [component.part for component in components]
    lines = commitment_lines(access.commitments_of(plan), journey=journey, is_bound=head.is_bound)
    done = set(Milestone.objects.filter(journey=journey).standing().values_list("fact", flat=True))
    missing = rules.missing(
        core_question=plan.core_question,
        goals=len(goals),
        parts=len(parts),
        has_advice=Fact.ADVICE_GIVEN in done,
    )
    return PlanPage(
        head=head,
        plan=plan,
        goals=goals,
        parts=[part_line(component) for component in components],
        ours=[line for line in lines if line.side == CommitmentSide.ORGANISATION],
        theirs=[line for line in lines if line.side == CommitmentSide.PARTICIPANT],
        is_dual=rules.is_dual(parts),
        gap=rules.dual_gap(parts),
        clashes=[_clash(clash) for clash in rules.clashes(parts)],
        without_need=rules.without_need(parts),
        missing=missing if plan.is_draft else [],
        week=[Overlay(part.title, part.day_parts) for part in parts if part.day_parts],
        free=_free(journey),
        road=month_road(parts, today=today()),
        versions=[_version(one) for one in plans],
        newest=plans[0].number,
        in_force=next((one.number for one in plans if one.is_in_force), 0),
        step=next_step(plan, head=head, done=done, parts=components),
        signed=next((one for one in plans if hasattr(one, "agreement")), None),
    )


def _free(journey: Journey) -> Week:
    """When this person can, as the intake told; the whole week when it was not asked."""
    availability = intake.person_facts(journey).availability
    return EVERY_MOMENT if availability is None else Week(availability)


def found_version(plans: Sequence[Plan], number: int) -> Plan:
    """The version with this number out of those already read, or 404."""
    for plan in plans:
        if plan.number == number:
            return plan
    raise Http404


def next_step(plan: Plan, *, head: Head, done: set[str], parts: Sequence[Component]) -> str:
    """What is to be done now with this version: propose, answer, sign, start, revise or nothing."""
    if head.journey is None or not head.journey.is_open:
        return ""
    if plan.is_draft:
        return "propose"
    if plan.state == PlanState.PROPOSED:
        return "answer" if Fact.PLAN_PROPOSED in done else "revise"
    if plan.state == PlanState.DECLINED:
        return "revise"
    if plan.state == PlanState.SUPERSEDED:
        return ""
    if Fact.PLAN_ACCEPTED not in done:
        return "revise"
    if not head.is_bound:
        return "sign"
    return "" if any(part.has_started for part in parts) else "start"


PLAN = [field.attname for field in Plan._meta.concrete_fields]
PROMISE = [field.attname for field in Commitment._meta.concrete_fields]
# Every version with its promises, in one query: a row for each promise, and one for a plan without.
VERSIONS = Prepared(
    lambda: (
        Plan.objects.filter(journey=Slot("journey", UUIDField()))
        .order_by("-number", "commitments__number")
        .values_list("agreement__pk", *PLAN, *(f"commitments__{name}" for name in PROMISE))
    )
)
PARTS = Prepared(lambda: access.components_of(Slot("plan", UUIDField())))


def overview(journey: Journey, *, is_bound: bool) -> Overview | None:
    """The plan in force, or else the newest one, in short: two queries."""
    rows = VERSIONS.rows(journey=journey.pk)
    if not rows:
        return None
    plans = {row[1]: Plan.from_db(None, PLAN, row[1 : len(PLAN) + 1]) for row in rows}
    newest = next(iter(plans.values()))
    plan = next((one for one in plans.values() if one.is_in_force), newest)
    components = PARTS.rows(plan=plan.pk)
    parts = [component.part for component in components]
    promised = [
        Commitment.from_db(None, PROMISE, row[len(PLAN) + 1 :])
        for row in rows
        if row[1] == plan.pk and row[len(PLAN) + 1] is not None
    ]
    promises = commitment_lines(promised, journey=journey, is_bound=is_bound)
    return Overview(
        number=plan.number,
        state=plan.state,
        state_label=plan.get_state_display(),
        core_question=plan.core_question,
        is_dual=rules.is_dual(parts),
        gap=rules.dual_gap(parts),
        parts=[part_line(component) for component in components],
        open_commitments=[line for line in promises if line.done_on is None],
        is_signed=any(row[0] for row in rows),
    )


def part_line(part: Component) -> PartLine:
    """One part in words."""
    place = [part.location, part.neighbourhood.name if part.neighbourhood else ""]
    hours = f"{float(part.hours_per_week):g}".replace(".", ",") if part.hours_per_week else ""
    return PartLine(
        id=part.pk,
        title=part.title,
        kind=part.get_kind_display(),
        side=part.side,
        side_label=ComponentSide(part.side).label,
        provider=part.provider,
        where=", ".join(filter(None, place)),
        when=part.sessions,
        period=period(part.part),
        hours=_("%(hours)s uur per week") % {"hours": hours} if hours else "",
        serves=" ".join(filter(None, (part.goal.text if part.goal else "", part.why))),
        timing=part.timing,
        started_on=part.started_on,
        stopped_on=part.stopped_on,
        is_required=part.attendance_required and part.binding_id is not None,
    )


def commitment_lines(
    promises: Iterable[Commitment], *, journey: Journey, is_bound: bool
) -> list[CommitmentLine]:
    """Promises in words; a day for the participant only while something binds (R9)."""
    contact = journey.fixed_contact
    ours = contact.name if contact else _("wij")
    person = journey.participant.called or journey.participant.first_name
    lines = []
    for promise in promises:
        shows = papers.due_shows(promise, is_bound=is_bound)
        day = dutch_date(promise.due_on) if shows else ""
        lines.append(
            CommitmentLine(
                id=promise.pk,
                number=promise.number,
                side=promise.side,
                what=promise.what,
                who=promise.who or (ours if promise.is_ours else person),
                when=", ".join(filter(None, (promise.when_text, day))),
                done_on=promise.done_on,
                may_have_date=shows,
            )
        )
    return lines


def _clash(clash: rules.Clash) -> str:
    return _("%(one)s en %(other)s vallen allebei op %(when)s.") % {
        "one": clash.one,
        "other": clash.other,
        "when": _(" en ").join(clash.when),
    }


def _version(plan: Plan) -> Version:
    answer = ""
    if hasattr(plan, "acceptance"):
        day = short_date(plan.acceptance.answered_on)
        answer = f"{plan.acceptance.get_answer_display()} ({day})"
    return Version(
        number=plan.number,
        state=plan.get_state_display(),
        changed=plan.what_changed,
        made_by=plan.made_by.name,
        on=localtime(plan.made_at).date(),
        answer=answer,
    )


def paper(kind: str, data: Mapping[str, Any]) -> bytes:
    """One of the three papers as PDF."""
    return documents.render(kind, data)
