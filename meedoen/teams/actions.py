"""Putting teams together, and writing down what colleagues can take on."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.time import short_date, today
from meedoen.teams.models import Absence, Membership, Specialisation, Team, Workload


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
    if team.closed_on:
        raise NotPossible(
            _("Dit team is gesloten."), next_step=_("Open het team eerst weer, of kies een ander.")
        )
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


@transaction.atomic
def change_team(team: Team, *, name: str, category: str, by: User) -> Team:
    """The team gets another name, or receives other people; the code stays what it was."""
    _must_be_open(team)
    facts = {"name_changed": team.name != name, "category": category}
    team.name, team.category = name, category
    team.full_clean()
    team.save(update_fields=["name", "category"])
    audit.record("teams.changed", team, by=by, facts=facts)
    return team


@transaction.atomic
def close_team(team: Team, *, by: User) -> Team:
    """The team stops. What it did stays known; nobody is sent to it any more.

    Only when nobody is in it: whoever leads a team sees dossiers that nobody else may see.
    """
    if team.closed_on is None:
        inside = Membership.objects.filter(team=team).on(today()).count()
        if inside:
            raise NotPossible(
                _("Er zitten nog %(number)d collega's in dit team.") % {"number": inside},
                next_step=_("Zet hen eerst in een ander team en beëindig hun lidmaatschap hier."),
            )
        team.closed_on, team.category = today(), ""
        team.full_clean()
        team.save(update_fields=["closed_on", "category"])
        audit.record("teams.closed", team, by=by)
    return team


@transaction.atomic
def reopen_team(team: Team, *, by: User) -> Team:
    """The team works again; whom it receives has to be said anew."""
    if team.closed_on is not None:
        team.closed_on = None
        team.save(update_fields=["closed_on"])
        audit.record("teams.reopened", team, by=by)
    return team


@transaction.atomic
def set_workload(
    user: User,
    *,
    hours_per_week: int | None,
    room: int | None,
    languages: Sequence[str],
    version: int,
    by: User,
) -> Workload:
    """How much somebody can take on, and in which languages; whoever was second hears it."""
    facts = {"hours_per_week": hours_per_week, "room": room, "languages": list(languages)}
    load, made = Workload.objects.get_or_create(user=user, defaults=facts)
    if not made and all(getattr(load, name) == value for name, value in facts.items()):
        return load
    if not made:
        change(load, version=version, **facts)
    load.full_clean()
    audit.record("teams.workload_set", load, by=by, facts={"hours": hours_per_week, "room": room})
    return load


@transaction.atomic
def specialise(user: User, *, skill: str, by: User, since: date | None = None) -> Specialisation:
    """A colleague takes up a task from experience; what runs already is left as it is."""
    running = Specialisation.objects.filter(user=user, skill=skill).on(today()).first()
    if running:
        return running
    made = Specialisation(user=user, skill=skill, since=since or today())
    made.full_clean()
    made.save(force_insert=True)
    audit.record("teams.specialised", made, by=by, facts={"skill": skill})
    return made


@transaction.atomic
def unspecialise(one: Specialisation, *, by: User, until: date | None = None) -> None:
    """A colleague no longer does this task; that it was done stays known."""
    if one.until is None:
        one.until = max(until or today(), one.since)
        one.full_clean()
        one.save(update_fields=["until"])
        audit.record("teams.specialisation_ended", one, by=by, facts={"skill": one.skill})


@transaction.atomic
def note_absence(user: User, *, since: date, until: date | None, by: User) -> Absence:
    """A colleague is away for a while. The same once more changes nothing."""
    User.objects.select_for_update().filter(pk=user.pk).order_by().first()
    same = Absence.objects.filter(user=user, since=since, until=until).first()
    if same:
        return same
    _refuse_overlap(user, since=since, until=until)
    made = Absence(user=user, since=since, until=until, noted_by=by)
    made.full_clean()
    made.save(force_insert=True)
    audit.record("teams.absence_noted", made, by=by, facts={"user": str(user.pk)})
    return made


@transaction.atomic
def set_return(absence: Absence, *, until: date | None, version: int, by: User) -> Absence:
    """The first day back is known, or another one than was thought."""
    if until is not None and until < absence.since:
        raise NotPossible(
            _("De eerste dag terug ligt voor de eerste dag afwezig."),
            next_step=_("Kies %(day)s of later.") % {"day": short_date(absence.since)},
        )
    _refuse_overlap(absence.user, since=absence.since, until=until, but=absence)
    change(absence, version=version, until=until)
    audit.record("teams.absence_changed", absence, by=by, facts={"user": str(absence.user_id)})
    return absence


def _refuse_overlap(
    user: User, *, since: date, until: date | None, but: Absence | None = None
) -> None:
    others = Absence.objects.filter(user=user).not_over(since).order_by("since")
    if until is not None:
        others = others.filter(since__lt=until)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.first()
    if other:
        raise NotPossible(
            _("Deze collega is dan al afwezig, vanaf %(day)s.") % {"day": short_date(other.since)},
            next_step=_("Pas die afwezigheid aan, of kies andere dagen."),
        )


def _must_be_open(team: Team) -> None:
    if team.closed_on:
        raise NotPossible(_("Dit team is gesloten."), next_step=_("Open het team eerst weer."))
