"""What the colleagues of the demo town can take on, who is away, who left, and who stands in."""

from datetime import timedelta

from meedoen.accounts import actions as accounts
from meedoen.accounts.choices import Role
from meedoen.accounts.models import User
from meedoen.coaching import actions as coaching
from meedoen.core.time import now, pretend, today
from meedoen.journeys.models import CoachAssignment, Journey
from meedoen.network.models import Neighbourhood
from meedoen.teams import actions as teams
from meedoen.teams.choices import Skill
from meedoen.teams.models import Team

LEFT = "Bart Coach"
# Mail name: hours, languages, neighbourhoods, tasks. No neighbourhood: works everywhere (R90).
WORK: dict[str, tuple[int, list[str], list[str], list[Skill]]] = {
    "consultant": (32, ["en", "fr"], ["overdie"], [Skill.RECRUITMENT]),
    "consultant2": (24, ["de", "pl"], [], []),
    "participation_coach": (32, ["en", "ar"], ["overdie", "kooimeer"], [Skill.LIVEABILITY]),
    "participation_coach2": (28, ["es", "fr"], ["de-mare", "oudorp"], [Skill.BRIDGE_CLASS]),
    "participation_coach3": (
        36, ["tr", "ku"], ["de-hoef", "oudorp"], [Skill.SELF_ORGANISATION, Skill.AFTERCARE],
    ),
    "wgi_coordinator": (12, ["en"], [], [Skill.WORK]),
}  # fmt: skip


def settle(staff: dict[str, User], areas: dict[str, Neighbourhood]) -> None:
    """Everybody's working week, and the last weeks at the office."""
    by = staff[f"{Role.WGI_COORDINATOR.value}@demo.example"]
    with pretend(now() - timedelta(days=300)):
        for name, (hours, languages, places, skills) in WORK.items():
            user = staff[f"{name}@demo.example"]
            teams.set_workload(
                user, hours_per_week=hours, room=None, languages=languages, version=0, by=by
            )
            for code in places:
                if code in areas:
                    coaching.work_in(user, neighbourhood=areas[code], by=by)
            for skill in skills:
                teams.specialise(user, skill=skill, by=by)
    _somebody_left(staff, by)
    _somebody_is_away(staff, by)


def _somebody_left(staff: dict[str, User], by: User) -> None:
    """Bart took over some people of Pim and then found other work."""
    with pretend(now() - timedelta(days=200)):
        bart = accounts.open_account(
            "participation_coach4@demo.example", name=LEFT, roles=[Role.PARTICIPATION_COACH], by=by
        )
        teams.join(Team.objects.get(code="wgi"), user=bart, by=by)
    moment = now() - timedelta(days=24)
    with pretend(moment):
        for journey in _people_of(staff["participation_coach@demo.example"], before=moment)[:4]:
            coaching.choose(
                journey, coach=bart, seen=journey.fixed_contact_id, by=by,
                reason="Pim heeft te veel deelnemers. Bart kent deze straat.",
            )  # fmt: skip
    with pretend(now() - timedelta(days=5)):
        accounts.close_account(bart, by=staff[f"{Role.APP_ADMIN.value}@demo.example"])


def _somebody_is_away(staff: dict[str, User], by: User) -> None:
    """Marjan is away for two weeks; half of her people have a deputy. Carla will be."""
    away, deputy = (staff[f"participation_coach{n}@demo.example"] for n in (2, 3))
    since, until = today() - timedelta(days=3), today() + timedelta(days=11)
    with pretend(now() - timedelta(days=3)):
        teams.note_absence(away, since=since, until=until, by=away)
        mine = _people_of(away, before=now())
        for journey in mine[::2]:
            coaching.assign_deputy(
                journey, deputy=deputy, first_day=since, last_day=until - timedelta(days=1), by=by
            )
        carla = staff["consultant@demo.example"]
        soon = today() + timedelta(days=20)
        teams.note_absence(carla, since=soon, until=soon + timedelta(days=7), by=carla)


def _people_of(coach: User, *, before: object) -> list[Journey]:
    """The running journeys of which somebody was contact person already then, by name."""
    mine = CoachAssignment.objects.standing().filter(coach=coach, role="fixed", since__lt=before)
    running = Journey.objects.open().filter(fixed_contact=coach, pk__in=mine.values("journey"))
    return list(running.select_related("participant").order_by("participant__sort_name", "pk"))
