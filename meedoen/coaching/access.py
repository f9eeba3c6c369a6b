"""Who may be a contact person, who arranges that, and for whom."""

from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from meedoen.accounts import access as accounts
from meedoen.accounts.choices import Permission, Role
from meedoen.accounts.models import RoleAssignment, User
from meedoen.accounts.rules import PERMISSIONS
from meedoen.core.errors import NotAllowed, found
from meedoen.core.joined import Joined
from meedoen.core.time import now, today
from meedoen.journeys import access as road
from meedoen.journeys.choices import AssignmentRole
from meedoen.journeys.models import CoachAssignment, Journey, JourneyQuerySet
from meedoen.teams import access as teams
from meedoen.teams.models import Membership

GUIDES = tuple(role for role in Role if Permission.CONTACT_WRITE in PERMISSIONS[role])


def guides() -> QuerySet[User]:
    """Colleagues who can be a contact person today, by name, with their roles in one query."""
    held = RoleAssignment.objects.filter(user=OuterRef("pk")).on(today())
    joined = Subquery(held.annotate(all=Joined(F("role"))).values("all"))
    return accounts.with_role(*GUIDES).annotate(held_roles=joined)


def to_choose(user: User, participant_id: UUID) -> Journey:
    """The open journey of somebody, to say who the contact person is."""
    return road.to_work_on(user, participant_id, permission=Permission.COACH_ASSIGN)


def to_see(user: User, colleague_id: UUID) -> User:
    """A colleague who guides people, or did."""
    user.must(Permission.CONTACT_WRITE)
    held = RoleAssignment.objects.filter(role__in=GUIDES).values("user")
    return found(User.objects.filter(pk__in=held), pk=colleague_id)


def may_arrange(user: User, colleague: User, *, on: date) -> bool:
    """Everybody arranges their own days and languages; who leads the team does it for others."""
    if user.pk == colleague.pk:
        return True
    shared = Membership.objects.filter(user=colleague, team__in=teams.led_by(user)).on(on)
    return shared.exists()


def to_arrange(user: User, colleague_id: UUID, *, on: date) -> User:
    """A colleague whose working days, tasks and languages this user may write down."""
    colleague = to_see(user, colleague_id)
    if not may_arrange(user, colleague, on=on):
        raise NotAllowed(
            _("Alleen deze collega zelf en de teamleider kunnen dit veranderen."),
            next_step=_("Vraag het aan de teamleider."),
        )
    return colleague


def to_share_out(user: User, colleague_id: UUID) -> User:
    """A colleague whose people this user may give a deputy or another contact person."""
    colleague = to_see(user, colleague_id)
    user.must(Permission.COACH_ASSIGN)
    return colleague


def people_of(colleague: User, *, user: User) -> JourneyQuerySet:
    """The people of whom this colleague is the fixed contact, as far as this user sees them."""
    return road.visible_to(user).open().filter(fixed_contact=colleague)


def without_present_contact(user: User) -> JourneyQuerySet:
    """People whose fixed contact person no longer works here, or no longer guides anybody."""
    left = road.visible_to(user).open().filter(fixed_contact__isnull=False)
    return left.exclude(fixed_contact__in=guides().order_by().values("pk"))


def covered() -> QuerySet[CoachAssignment]:
    """Deputies, now or soon, who still work here."""
    return CoachAssignment.objects.standing().filter(
        role=AssignmentRole.DEPUTY, coach__is_active=True
    )


def deputised_by(colleague: User, *, user: User) -> JourneyQuerySet:
    """The people for whom this colleague stands in today, as far as this user sees them."""
    standing = CoachAssignment.objects.deputies_on(today(), now()).filter(coach=colleague)
    return road.visible_to(user).open().filter(pk__in=standing.values("journey"))


def deputy_of(journey: Journey) -> CoachAssignment | None:
    """Who deputises for this journey, now or soon."""
    standing = CoachAssignment.objects.standing().filter(role=AssignmentRole.DEPUTY)
    return standing.filter(journey=journey).select_related("coach", "assigned_by").first()


def fixed_of(journey: Journey) -> CoachAssignment | None:
    """The assignment of the fixed contact person."""
    standing = CoachAssignment.objects.standing().filter(role=AssignmentRole.FIXED)
    return standing.filter(journey=journey).select_related("coach", "assigned_by").first()


def is_deputised_now(one: CoachAssignment, *, on: date) -> bool:
    """Whether this deputy has begun and not ended."""
    if one.until is not None or one.since > now():
        return False
    return one.last_day is None or one.last_day >= on
