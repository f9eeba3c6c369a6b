"""Recording levels, one conversation or a whole list at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.time import today
from meedoen.language import rules
from meedoen.language.choices import Level, Method, Script, Skill
from meedoen.language.models import LevelRecord, ScriptRecord
from meedoen.participants.models import Participant

BATCH = 500


@dataclass(frozen=True)
class Entry:
    """What was found out about one skill."""

    skill: Skill
    level: Level
    plus: bool = False
    note: str = ""


@transaction.atomic
def record(
    participant: Participant,
    *,
    by: User,
    entries: Sequence[Entry],
    method: Method,
    measured_on: date | None = None,
    tool: str = "",
    script: Script | None = None,
) -> list[LevelRecord]:
    """What one conversation or test showed, for one or more skills at once.

    The same sent twice (a double click, a page sent again) is kept once.
    """
    if not entries and script is None:
        raise NotPossible(
            _("Er is nog niets ingevuld."), next_step=_("Kies een niveau bij minstens één regel.")
        )
    if len({entry.skill for entry in entries}) < len(entries):
        raise NotPossible(
            _("Dezelfde vaardigheid staat er twee keer in."), next_step=_("Laat er één staan.")
        )
    measured_on = measured_on or today()
    made = [
        _prepared(participant, entry, by=by, method=method, measured_on=measured_on, tool=tool)
        for entry in entries
    ]
    # Two of the same at one moment wait for each other here.
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if script is not None:
        _record_script(participant, script, by=by, method=method, measured_on=measured_on)
    return [_kept(one, by=by) for one in made]


@transaction.atomic
def record_many(items: Sequence[Mapping[str, Any]], *, by: User) -> list[LevelRecord]:
    """Many levels at once: participant, skill, level, measured_on, and if wanted plus and note.

    Taken over from a list, and marked as such, unless an item names another `method`.
    """
    made = [_from_item(dict(item), by=by) for item in items]
    LevelRecord.objects.bulk_create(made, batch_size=BATCH)
    audit.record_many(
        audit.event(
            "language.listed" if one.method == Method.LIST else "language.recorded",
            one,
            by=one.assessor,
            participant=one.participant_id,
            facts=_facts(one),
        )
        for one in made
    )
    return made


@transaction.atomic
def remove_many(participants: Iterable[UUID], *, by: User) -> int:
    """Levels that came with a list go again with that list; what we found out cannot go."""
    wanted = list(participants)
    levels = LevelRecord.objects.from_list().filter(participant__in=wanted)
    gone = list(levels)
    audit.record_many(
        audit.event("language.removed", one, by=by, participant=one.participant_id) for one in gone
    )
    levels.delete()
    ScriptRecord.objects.from_list().filter(participant__in=wanted).delete()
    return len(gone)


def _from_item(item: dict[str, Any], *, by: User) -> LevelRecord:
    participant: Participant = item.pop("participant")
    entry = Entry(
        Skill(item.pop("skill")),
        Level(item.pop("level")),
        plus=item.pop("plus", False),
        note=item.pop("note", ""),
    )
    facts = {"method": Method.LIST, "tool": "", **item}
    return _prepared(participant, entry, **{"by": by, **facts})


def _prepared(
    participant: Participant,
    entry: Entry,
    *,
    by: User,
    method: Method,
    measured_on: date,
    tool: str,
) -> LevelRecord:
    rules.check_level(entry.skill, entry.level, plus=entry.plus)
    rules.check_date(measured_on, today=today(), born=participant.birth_date)
    return LevelRecord(
        participant=participant,
        skill=entry.skill,
        level=entry.level,
        plus=entry.plus,
        method=method,
        tool=tool.strip(),
        measured_on=measured_on,
        assessor=by,
        note=entry.note.strip(),
    )


def _kept(one: LevelRecord, *, by: User) -> LevelRecord:
    one.clean_fields(exclude=["participant", "assessor"])
    of_skill = LevelRecord.objects.filter(participant=one.participant, skill=one.skill)
    last = of_skill.order_by("-recorded_at").first()
    if last is not None and last.is_same_as(one):
        return last
    one.save(force_insert=True)
    audit.record("language.recorded", one, by=by, participant=one.participant_id, facts=_facts(one))
    return one


def _record_script(
    participant: Participant, script: Script, *, by: User, method: Method, measured_on: date
) -> None:
    rules.check_date(measured_on, today=today(), born=participant.birth_date)
    last = ScriptRecord.objects.filter(participant=participant).order_by("-recorded_at").first()
    if last is not None and (last.script, last.measured_on) == (script, measured_on):
        return
    made = ScriptRecord(
        participant=participant,
        script=script,
        method=method,
        measured_on=measured_on,
        assessor=by,
    )
    made.clean_fields(exclude=["participant", "assessor"])
    made.save(force_insert=True)
    audit.record(
        "language.script_recorded", made, by=by, participant=participant.pk,
        facts={"method": method, "measured_on": measured_on.isoformat()},
    )  # fmt: skip


def _facts(one: LevelRecord) -> dict[str, object]:
    return {
        "skill": one.skill,
        "method": one.method,
        "measured_on": one.measured_on.isoformat(),
    }
