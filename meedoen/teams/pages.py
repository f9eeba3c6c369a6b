"""Which teams there are and who belongs to them, put together for reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.time import today
from meedoen.teams.choices import Category
from meedoen.teams.models import Membership, Team

RECEIVES: dict[str, Promise] = {
    "": _("geen vaste groep"),
    Category.VOLUNTARY: _("deelnemers die vrijwillig meedoen"),
    Category.MANDATORY: _("deelnemers die verplicht meedoen"),
}
OUTSIDERS = (Role.PARTNER_CONTACT, Role.PARTICIPANT)
LEADING_ROLES = tuple(role for role in Role if Permission.TEAM_SEE in PERMISSIONS[role])


@dataclass(frozen=True)
class Member:
    """One colleague in one team, from a day until another."""

    id: UUID
    user_id: UUID
    name: str
    has_account: bool
    is_lead: bool
    since: date
    until: date | None
    is_past: bool


@dataclass(frozen=True)
class TeamCard:
    """One team with whoever belongs to it now or soon, leaders first."""

    team: Team
    receives: Promise
    members: list[Member]


@dataclass(frozen=True)
class TeamPage:
    """One team with everybody who belongs or belonged to it."""

    card: TeamCard
    past: list[Member]
    leaders_without_role: list[str]


def teams() -> list[TeamCard]:
    """Every team, by name; two queries."""
    inside: dict[UUID, list[Member]] = {}
    for team, member in _members(Membership.objects.filter(_running())):
        inside.setdefault(team, []).append(member)
    return [
        TeamCard(team, RECEIVES[team.category], inside.get(team.pk, []))
        for team in Team.objects.order_by(F("closed_on").asc(nulls_first=True), "name", "pk")
    ]


def received_by_nobody(cards: Iterable[TeamCard]) -> list[Promise]:
    """The groups that no team is appointed for; whose team depends on who registers them."""
    appointed = {card.team.category for card in cards}
    return [RECEIVES[category] for category in Category if category not in appointed]


def team_page(team: Team) -> TeamPage:
    """One team with its members now and before; three queries at most."""
    members = [member for _team, member in _members(Membership.objects.filter(team=team))]
    now = [member for member in members if not member.is_past]
    past = [member for member in members if member.is_past]
    past.sort(key=lambda member: member.until or date.max, reverse=True)
    return TeamPage(
        card=TeamCard(team, RECEIVES[team.category], now),
        past=past,
        leaders_without_role=_without_role([member for member in now if member.is_lead]),
    )


def colleagues() -> QuerySet[User]:
    """Whoever can be put in a team: people with an open account who work here."""
    outside = RoleAssignment.objects.filter(role__in=OUTSIDERS).on(today()).values("user")
    return User.objects.filter(is_active=True).exclude(pk__in=outside).order_by("name", "pk")


def candidates(team: Team) -> list[tuple[str, str]]:
    """The colleagues who are not in this team yet, as choices by name."""
    inside = Membership.objects.filter(_running(), team=team).values("user")
    rows = colleagues().exclude(pk__in=inside).values_list("pk", "name", "email")
    return [(str(pk), f"{name} ({email})") for pk, name, email in rows]


def _running() -> Q:
    """Memberships that have not ended: of today, or of a day to come."""
    return Q(until__isnull=True) | Q(until__gt=today())


def _members(given: QuerySet[Membership]) -> list[tuple[UUID, Member]]:
    day = today()
    rows = given.order_by("-is_lead", "user__name", "-since", "pk").values_list(
        "team", "pk", "user", "user__name", "user__is_active", "is_lead", "since", "until"
    )
    return [
        (
            team,
            Member(pk, user, name, active, lead, since, until, until is not None and until <= day),
        )
        for team, pk, user, name, active, lead, since, until in rows
    ]


def _without_role(leaders: list[Member]) -> list[str]:
    """Who leads on paper, but sees no dossier for want of a role that may."""
    held = RoleAssignment.objects.filter(role__in=LEADING_ROLES).on(today())
    able = set(
        held.filter(user__in=[one.user_id for one in leaders]).values_list("user", flat=True)
    )
    return [one.name for one in leaders if one.user_id not in able]
