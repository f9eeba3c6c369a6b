"""Teams for tests, written as they stand: nearly every test has one, and none is about that."""

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Membership, Team


def make_team(code: str = "wgi", *, category: str = Category.VOLUNTARY) -> Team:
    """A delivery team; `wgi` receives voluntary participants, `inburgering` mandatory ones."""
    found = Team.objects.filter(code=code).first()
    if found:
        return found
    return Team.objects.create(
        code=code, name=f"Team {code}", kind=TeamKind.DELIVERY, category=category
    )


def make_member(*roles: Role, team: Team | None = None, lead: bool = False) -> User:
    """A colleague with these roles in this team."""
    team = team or make_team()
    user = make_user(*roles)
    Membership.objects.create(team=team, user=user, is_lead=lead)
    return user
