"""Teams for tests."""

from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.accounts.tests.factories import make_user
from meedoen.teams import actions
from meedoen.teams.choices import Category, TeamKind
from meedoen.teams.models import Team


def make_team(code: str = "wgi", *, category: str = Category.VOLUNTARY) -> Team:
    """A delivery team; `wgi` receives voluntary participants, `inburgering` mandatory ones."""
    found = Team.objects.filter(code=code).first()
    if found:
        return found
    by = make_user(Role.APP_ADMIN)
    return actions.found_team(
        code, name=f"Team {code}", kind=TeamKind.DELIVERY, category=category, by=by
    )


def make_member(*roles: Role, team: Team | None = None, lead: bool = False) -> User:
    """A colleague with these roles in this team."""
    team = team or make_team()
    user = make_user(*roles)
    actions.join(team, user=user, by=user, is_lead=lead)
    return user
