"""Registering people, and deciding who may see them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.participants import rules
from meedoen.participants.choices import CONSENT_VERSION, GrantGround
from meedoen.participants.models import Grant, NameWord, Participant, Sight, SightWord
from meedoen.teams import access as teams
from meedoen.teams.models import Team

BATCH = 500


def receiving_team(category: str, *, by: User) -> Team:
    """The team that this category is routed to (R70), else the team of whoever registers."""
    team = teams.team_for(category) or teams.teams_of(by).first()
    if team is None:
        raise NotPossible(
            _("Er is nog geen team dat deze mensen ontvangt."),
            next_step=_("Vraag de functioneel beheerder een team aan te wijzen."),
        )
    return team


@transaction.atomic
def register(*, by: User, team: Team | None = None, **facts: Any) -> Participant:
    """Somebody is registered: a dossier exists, and the registrar and the team may see it."""
    participant = _prepare(facts, team=team or receiving_team(facts["category"], by=by))
    participant.full_clean(exclude=["id", "name_key", "sort_name", "email_key"])
    participant.save(force_insert=True)
    grants = _first_grants(participant, by=by, own=set(teams.teams_of(by)))
    Grant.objects.bulk_create(grants)
    _write_sights(grants)
    audit.record("participants.registered", participant, by=by, participant=participant.pk)
    return participant


@transaction.atomic
def register_once(token: UUID, *, by: User, **facts: Any) -> tuple[Participant, bool]:
    """Register somebody, or find who was registered with this same form a moment ago."""
    try:
        with transaction.atomic():
            return register(by=by, id=token, **facts), True
    except IntegrityError:
        before = Participant.objects.filter(pk=token).first()
        if before is None:
            raise
        return before, False


@transaction.atomic
def register_many(
    people: Sequence[Mapping[str, Any]], *, by: User, team: Team | None = None
) -> list[Participant]:
    """A list of people is registered at once, each with the same care as one."""
    own = set(teams.teams_of(by))
    routed: dict[str, Team] = {}
    made = []
    for facts in people:
        category = facts["category"]
        if category not in routed:
            routed[category] = team or receiving_team(category, by=by)
        participant = _prepare(dict(facts), team=routed[category])
        participant.clean_fields(
            exclude=["name_key", "sort_name", "email_key", "team", "neighbourhood"]
        )
        made.append(participant)
    Participant.objects.bulk_create(made, batch_size=BATCH)
    grants = [grant for one in made for grant in _first_grants(one, by=by, own=own)]
    Grant.objects.bulk_create(grants, batch_size=BATCH)
    _write_sights(grants)
    audit.record_many(
        audit.event("participants.registered", one, by=by, participant=one.pk) for one in made
    )
    return made


@transaction.atomic
def correct(participant: Participant, *, by: User, version: int, **facts: Any) -> None:
    """Facts about somebody are put right; whoever was second hears it."""
    for name, value in facts.items():
        setattr(participant, name, value)
    rules.check_adult(participant.birth_date, today=today())
    participant.fill_keys()
    participant.full_clean(exclude=["name_key", "sort_name", "email_key"])
    keys = {name: getattr(participant, name) for name in ("name_key", "sort_name", "email_key")}
    change(participant, version=version, **facts, **keys)
    _refresh_sights(participant)
    audit.record(
        "participants.corrected", participant, by=by, participant=participant.pk,
        facts={"fields": sorted(facts)},
    )  # fmt: skip


@transaction.atomic
def grant(
    participant: Participant,
    *,
    ground: str,
    by: User,
    user: User | None = None,
    team: Team | None = None,
    last_day: date | None = None,
) -> Grant:
    """This colleague (or this team's leaders) may see the dossier from now on, or up to a day."""
    given, made = Grant.objects.get_or_create(
        participant=participant,
        user=user,
        team=team,
        ground=ground,
        until=None,
        defaults={"given_by": by, "last_day": last_day},
    )
    moved = not made and given.last_day != last_day
    if moved:
        Grant.objects.filter(pk=given.pk).update(last_day=last_day)
        given.last_day = last_day
    if made or moved:
        _refresh_sights(participant)
        facts = {"ground": ground, "to": str(user.pk if user else team.pk if team else "")}
        audit.record("participants.granted", given, by=by, participant=participant.pk, facts=facts)
    return given


@transaction.atomic
def end_grants(participant: Participant, *, ground: str, by: User, user: User | None = None) -> int:
    """Nobody (or this colleague no longer) sees the dossier on this ground."""
    grants = Grant.objects.filter(participant=participant, ground=ground)
    if user is not None:
        grants = grants.filter(user=user)
    ended = grants.filter(until__isnull=True).update(until=now())
    if ended:
        _refresh_sights(participant)
        audit.record(
            "participants.grant_ended", participant, by=by, participant=participant.pk,
            facts={"ground": ground},
        )  # fmt: skip
    return ended


@transaction.atomic
def leave_to_leaders(participant: Participant, *, by: User, but: User | None = None) -> int:
    """The work is done: colleagues no longer see the dossier, the leaders of its team still do.

    `but` is the colleague who goes on with this person.
    """
    own = Grant.objects.active().filter(participant=participant, user__isnull=False)
    if but is not None:
        own = own.exclude(user=but)
    ended = own.update(until=now())
    if ended:
        _refresh_sights(participant)
        audit.record(
            "participants.grant_ended", participant, by=by, participant=participant.pk,
            facts={"ground": "all", "number": ended},
        )  # fmt: skip
    return ended


@transaction.atomic
def unregister_many(ids: Iterable[UUID], *, by: User) -> int:
    """Dossiers that came in by mistake are removed whole; the log keeps that it was done.

    Only for undoing an import: whoever calls this has made sure that nobody worked in them.
    """
    wanted = list(ids)
    people = list(Participant.objects.filter(pk__in=wanted))
    audit.record_many(
        audit.event("participants.unregistered", one, by=by, participant=one.pk) for one in people
    )
    for table in (Grant, Sight, SightWord):
        table._base_manager.filter(participant__in=wanted).delete()
    Participant.objects.filter(pk__in=wanted).delete()
    return len(people)


def _prepare(facts: dict[str, Any], *, team: Team) -> Participant:
    rules.check_adult(facts.get("birth_date"), today=today())
    facts.setdefault("consent_version", CONSENT_VERSION if facts.get("consent_on") else "")
    participant = Participant(team=team, **facts)
    participant.fill_keys()
    return participant


def _first_grants(participant: Participant, *, by: User, own: set[Team]) -> list[Grant]:
    """The registrar sees it, and so do the leaders of the receiving and the own team."""
    grants = [Grant(participant=participant, user=by, ground=GrantGround.REGISTERED, given_by=by)]
    for team in {participant.team} | own:
        ground = GrantGround.ROUTED if team == participant.team else GrantGround.REGISTERED
        grants.append(Grant(participant=participant, team=team, ground=ground, given_by=by))
    return grants


def _refresh_sights(participant: Participant) -> None:
    """Derive anew by which names who finds this person; after a name or a grant changed."""
    Sight.objects.filter(participant=participant).delete()
    SightWord.objects.filter(participant=participant).delete()
    _write_sights(
        Grant.objects.active().filter(participant=participant).select_related("participant")
    )


def _write_sights(grants: Iterable[Grant]) -> None:
    whole: dict[tuple[UUID, UUID], bool] = {}
    lasts: dict[tuple[UUID, UUID], date] = {}
    people: dict[UUID, Participant] = {}
    for given in grants:
        viewer = given.user_id or given.team_id
        if viewer is None:
            continue
        people[given.participant_id] = given.participant
        key = (viewer, given.participant_id)
        whole[key] = whole.get(key, False) or given.ground != GrantGround.ASSESSMENT
        lasts[key] = max(lasts.get(key, date.min), given.last_day or date.max)
    Sight.objects.bulk_create(
        [
            Sight(
                viewer=viewer, participant_id=pk, sort_name=people[pk].sort_name,
                is_whole=is_whole, last_day=_day(lasts[viewer, pk]),
            )
            for (viewer, pk), is_whole in whole.items()
        ],
        batch_size=BATCH,
    )  # fmt: skip
    named = {pk: (person.words, _row_of(person.words)) for pk, person in people.items()}
    SightWord.objects.bulk_create(
        [
            SightWord(viewer=viewer, participant_id=pk, word=word, words=named[pk][1])
            for viewer, pk in whole
            for word in named[pk][0]
        ],
        batch_size=BATCH,
    )
    fresh = {word for words, _row in named.values() for word in words}
    known = set(NameWord.objects.filter(word__in=fresh).values_list("word", flat=True))
    NameWord.objects.bulk_create(
        [NameWord(word=word) for word in sorted(fresh - known)], ignore_conflicts=True
    )


def _day(last: date) -> date | None:
    """The last day of sight, when it ends at all."""
    return None if last == date.max else last


def _row_of(words: Sequence[str]) -> str:
    """All words, each with a space before it: what the other words of a search are held against."""
    return "".join(f" {word}" for word in words)[:400]
