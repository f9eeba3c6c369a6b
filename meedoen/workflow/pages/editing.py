"""The draft of a new version, and the versions before it."""

from dataclasses import dataclass

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import Words
from meedoen.core.ui import Link
from meedoen.journeys.choices import Route
from meedoen.journeys.models import Flow
from meedoen.journeys.rules import Road, read_road
from meedoen.workflow import access
from meedoen.workflow.choices import State
from meedoen.workflow.models import Revision
from meedoen.workflow.pages.chart import preview
from meedoen.workflow.rules import versions as rules
from meedoen.workflow.rules.picture import Picture
from meedoen.workflow.rules.versions import Difference, Problem


def road_of(flow: Flow) -> Road:
    """The road of a version."""
    return read_road(flow.definition)


def route_links(active: str) -> list[Link]:
    """The two roads as tabs."""
    return [Link(one.label.capitalize(), f"?weg={one.value}", one == active) for one in Route]


@dataclass(frozen=True)
class PhaseLine:
    """One phase of a draft or version in a row."""

    code: str
    label: str
    role: str
    term: int | None
    papers: str
    is_optional: bool
    is_left_out: bool
    is_changed: bool


@dataclass(frozen=True)
class Proposal:
    """A draft with everything to judge it by."""

    draft: Revision
    phases: list[PhaseLine]
    differences: list[Difference]
    problems: list[Problem]
    picture: Picture | None


def proposal(draft: Revision) -> Proposal:
    """The draft as a whole: what it says, what it changes, what is still wrong."""
    wrong = rules.problems(draft.definition, base=draft.base.definition)
    return Proposal(
        draft=draft,
        phases=_lines(draft),
        differences=rules.differences(draft.base.definition, draft.definition),
        problems=wrong,
        picture=None if any(not one.code for one in wrong) else preview(draft.definition),
    )


def _lines(draft: Revision) -> list[PhaseLine]:
    before = {one["code"]: one for one in draft.base.definition["phases"]}
    return [
        PhaseLine(
            code=one["code"],
            label=one["label"],
            role=rules.role_name(one.get("role", "")),
            term=one.get("term_days"),
            papers=rules.paper_names(one.get("papers") or [one.get("paper", "")]),
            is_optional=bool(one.get("optional")),
            is_left_out=bool(one.get("left_out")),
            is_changed=rules.says_otherwise(before.get(one["code"], {"label": ""}), one),
        )
        for one in draft.definition["phases"]
    ]


@dataclass(frozen=True)
class Version:
    """One version: what it says otherwise than the one before, who published it and why."""

    flow: Flow
    revision: Revision | None
    differences: list[Difference]
    picture: Picture
    road: Road


def version(flow: Flow) -> Version:
    """One version beside the one before it."""
    earlier = [one for one in access.versions(flow.route) if one.version < flow.version]
    return Version(
        flow=flow,
        revision=Revision.objects.filter(flow=flow).select_related("decided_by").first(),
        differences=rules.differences(earlier[0].definition, flow.definition) if earlier else [],
        picture=preview(flow.definition),
        road=read_road(flow.definition),
    )


@dataclass(frozen=True)
class Past:
    """One version in the list of versions."""

    flow: Flow
    changes: int
    who: str
    note: str
    is_current: bool


@dataclass(frozen=True)
class History:
    """The versions of one road, newest first, and the draft of the next for who may make it."""

    route: str
    name: Words
    versions: list[Past]
    draft: Revision | None
    may_edit: bool


def history(user: User, route: Route) -> History:
    """Every version of one road; two questions, however many there are."""
    user.must(Permission.FLOW_SEE)
    flows = access.versions(route)
    told = Revision.objects.filter(route=route).exclude(state=State.DROPPED)
    made = {one.flow_id: one for one in told.select_related("decided_by", "made_by")}
    draft = made.get(None)
    lines = []
    for place, flow in enumerate(flows):
        before = flows[place + 1].definition if place + 1 < len(flows) else flow.definition
        by = made.get(flow.pk)
        lines.append(
            Past(
                flow=flow,
                changes=len(rules.differences(before, flow.definition)),
                who=by.decided_by.name if by and by.decided_by else "",
                note=by.note if by else "",
                is_current=place == 0,
            )
        )
    may_edit = user.has(Permission.FLOW_EDIT)
    return History(route.value, route.label, lines, draft if may_edit else None, may_edit)
