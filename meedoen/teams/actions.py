"""Putting teams together."""

from datetime import date

from django.db import transaction

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.time import today
from meedoen.teams.models import Membership, Team


@transaction.atomic
def found_team(code: str, *, name: str, kind: str, category: str = "", by: User) -> Team:
    """A team starts its work."""
    team = Team(code=code, name=name, kind=kind, category=category)
    team.full_clean()
    team.save(force_insert=True)
    audit.record("teams.founded", team, by=by, facts={"code": code})
    return team


@transaction.atomic
def join(
    team: Team, *, user: User, by: User, is_lead: bool = False, since: date | None = None
) -> Membership:
    """A colleague joins the team, or starts to lead it."""
    membership = Membership(team=team, user=user, is_lead=is_lead, since=since or today())
    membership.full_clean()
    membership.save(force_insert=True)
    audit.record("teams.joined", membership, by=by, facts={"team": team.code, "lead": is_lead})
    return membership


@transaction.atomic
def leave(membership: Membership, *, by: User, until: date | None = None) -> None:
    """A colleague leaves the team; the past stays known (R45)."""
    membership.until = until or today()
    membership.full_clean()
    membership.save(update_fields=["until"])
    audit.record("teams.left", membership, by=by)
