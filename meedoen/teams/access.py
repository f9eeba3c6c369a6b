"""Which teams somebody belongs to or leads, and which team receives whom."""

from datetime import date
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, UUIDField

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.prepared import Prepared, Slot
from meedoen.core.time import today
from meedoen.teams.models import Membership, Team


def teams_of(user: User) -> QuerySet[Team]:
    """The teams this colleague belongs to today."""
    return Team.objects.filter(
        pk__in=Membership.objects.filter(user=user).on(today()).values("team")
    )


def led_by(user: User) -> QuerySet[Team]:
    """The teams whose dossiers this colleague may see because they lead them."""
    if not user.has(Permission.TEAM_SEE):
        return Team.objects.none()
    return led(user.pk, on=today())


def ids_led_by(user: User) -> list[UUID]:
    """The same, as identifiers only: most pages of a team leader ask for these."""
    if not user.has(Permission.TEAM_SEE):
        return []
    return [pk for (pk,) in LED.rows(user=user.pk, today=today())]


def led(user: UUID | Slot, *, on: date | Slot) -> QuerySet[Team]:
    """The teams that somebody leads on a day."""
    leading = Membership.objects.filter(user=user, is_lead=True).on(on)
    return Team.objects.filter(pk__in=leading.values("team"))


LED = Prepared(
    lambda: (
        led(Slot("user", UUIDField()), on=Slot("today", DateField()))
        .order_by("pk")
        .values_list("pk")
    )
)


def members_of(team: Team) -> QuerySet[User]:
    """The colleagues in this team today, by name."""
    inside = Membership.objects.filter(team=team).on(today()).values("user")
    return User.objects.filter(pk__in=inside, is_active=True).order_by("name")


def team_for(category: str) -> Team | None:
    """The team that receives people of this category (R70), if one is appointed."""
    return Team.objects.filter(Q(category=category) & ~Q(category="")).first()
