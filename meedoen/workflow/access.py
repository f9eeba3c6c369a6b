"""Whose numbers somebody sees on the flow chart, and who may change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import found
from meedoen.journeys import access as journeys
from meedoen.journeys.models import Flow, Journey, JourneyQuerySet, PhaseVisit
from meedoen.participants import access as participants
from meedoen.participants.models import Sight
from meedoen.teams import access as teams
from meedoen.workflow.choices import State, Whose
from meedoen.workflow.models import Revision


@dataclass(frozen=True)
class Scope:
    """Whose people are counted for this user, and whether small numbers are hidden."""

    whose: Whose
    viewer: UUID
    teams: tuple[UUID, ...] = ()
    hides: bool = False
    may_open: bool = False

    def about(self, *, participant: str = "participant") -> Q:
        """The condition that a journey or a visit falls within it."""
        if self.whose == Whose.TEAM:
            return Q(team__in=self.teams)
        if self.whose == Whose.MINE:
            own = Sight.objects.filter(
                viewer=self.viewer, participant=OuterRef(participant), is_whole=True
            )
            return Q(Exists(own))
        return Q()

    @property
    def key(self) -> str:
        """Two users with the same key see the same counts."""
        if self.whose == Whose.ALL:
            return self.whose.value
        who = self.teams if self.whose == Whose.TEAM else (self.viewer,)
        return f"{self.whose.value}-{'-'.join(sorted(one.hex for one in who))}"


def scopes(user: User) -> list[Scope]:
    """What this user may choose from, the usual one first.

    Who leads a team sees its exact numbers; everybody else sees totals without small numbers,
    and a coach can also look at the own participants.
    """
    user.must(Permission.FLOW_SEE)
    opens = user.has(Permission.DOSSIER_SEE)
    if user.has(Permission.TEAM_SEE):
        led = tuple(teams.led_by(user).values_list("pk", flat=True))
        return [
            Scope(Whose.TEAM, user.pk, teams=led, may_open=opens),
            Scope(Whose.ALL, user.pk, may_open=opens),
        ]
    whole = Scope(Whose.ALL, user.pk, hides=True, may_open=opens)
    return [whole, Scope(Whose.MINE, user.pk, may_open=True)] if opens else [whole]


def scope_of(user: User, whose: str) -> Scope:
    """The scope that was asked for, or the usual one when it is not for this user."""
    possible = scopes(user)
    return next((one for one in possible if one.whose == whose), possible[0])


def people_in(user: User, scope: Scope, *, flows: Sequence[UUID]) -> JourneyQuerySet:
    """Open journeys on this road whose dossier this user may open."""
    user.must(Permission.DOSSIER_SEE)
    running = Journey.objects.open().filter(scope.about(), flow__in=flows)
    return running.filter(_seen(user, "participant"))


def visits_in(user: User, scope: Scope, *, route: str) -> QuerySet[PhaseVisit]:
    """Phases left behind on this road, of people whose dossier this user may open."""
    user.must(Permission.DOSSIER_SEE)
    left = PhaseVisit.objects.filter(
        scope.about(participant="journey__participant"), route=route, left_at__isnull=False
    )
    return left.filter(_seen(user, "journey__participant"))


def _seen(user: User, whom: str) -> Exists:
    seen = participants.seen_by(user, viewers=participants.viewers_of(user))
    return Exists(seen.filter(participant=OuterRef(whom), is_whole=True))


def versions(route: str) -> list[Flow]:
    """Every version of a road, the newest first."""
    return list(Flow.objects.filter(route=route).order_by("-version"))


def to_read(user: User, flow_id: UUID) -> Flow:
    """One version, for everybody who may see the flow chart."""
    user.must(Permission.FLOW_SEE)
    return found(Flow.objects.all(), pk=flow_id)


def draft_of(route: str) -> Revision | None:
    """The version that is being worked on, if there is one."""
    drafts = Revision.objects.filter(route=route, state=State.DRAFT)
    return drafts.select_related("base", "made_by").first()


def to_edit(user: User, revision_id: UUID) -> Revision:
    """One draft, for who may change the road."""
    user.must(Permission.FLOW_EDIT)
    drafts = Revision.objects.filter(state=State.DRAFT).select_related("base", "made_by")
    return found(drafts, pk=revision_id)


def to_begin(user: User, route: str) -> Flow:
    """The version of today, for who may make the next."""
    user.must(Permission.FLOW_EDIT)
    return journeys.current_flow(route)
