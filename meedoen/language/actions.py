"""Recording levels, withdrawing mistakes, and agreeing on how somebody goes on learning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.time import now, today
from meedoen.language import rules
from meedoen.language.choices import (
    LearningRoute,
    Level,
    Method,
    Script,
    Skill,
    Stage,
    WhyWithdrawn,
)
from meedoen.language.models import (
    LearningPath,
    LearningTarget,
    LevelRecord,
    ScriptRecord,
    Withdrawal,
)
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
    stage: Stage | None = None,
    own: Sequence[Entry] = (),
) -> list[LevelRecord]:
    """What one conversation or test showed, for one or more skills at once.

    `own` is what the participant thinks of it; that stands beside it. `stage` goes with `script`.
    The same sent twice (a double click, a page sent again) is kept once.
    """
    if not entries and not own and script is None:
        raise NotPossible(
            _("Er is nog niets ingevuld."), next_step=_("Kies een niveau bij minstens één regel.")
        )
    _each_skill_once(entries)
    _each_skill_once(own)
    measured_on = measured_on or today()
    made = [
        _prepared(participant, entry, by=by, method=method, measured_on=measured_on, tool=tool)
        for entry in entries
    ]
    made += [
        _prepared(participant, entry, by=by, method=Method.SELF, measured_on=measured_on, tool="")
        for entry in own
    ]
    _lock(participant)
    if script is not None:
        letters = ScriptRecord(
            participant=participant, script=script, stage=stage, method=method,
            tool=tool.strip(), measured_on=measured_on, assessor=by,
        )  # fmt: skip
        _record_script(letters, by=by)
    return [_kept(one, by=by) for one in made]


@transaction.atomic
def withdraw(
    rows: Sequence[LevelRecord | ScriptRecord], *, why: WhyWithdrawn, reason: str, by: User
) -> list[Withdrawal]:
    """These were recorded by mistake: they stay to be read, with the reason, and count no more.

    What was withdrawn already (a double click, a colleague) stays as it was.
    """
    if not rows:
        raise NotPossible(
            _("Er is niets gekozen."), next_step=_("Kies wat niet klopt en dus niet meer telt.")
        )
    if not reason.strip():
        raise NotPossible(_("Schrijf op wat er niet klopte."), next_step=_("Eén zin is genoeg."))
    _lock(rows[0].participant)
    return [
        made
        for row in rows
        if (made := _withdrawn(row, why=why, reason=reason.strip(), by=by)) is not None
    ]


@transaction.atomic
def plan_learning(
    participant: Participant,
    *,
    targets: Mapping[Skill | None, Level],
    version: int,
    by: User,
    **facts: Any,
) -> LearningPath:
    """How somebody goes on learning; a change is a new version and the former stays to be read.

    `version` is the last one that the writer saw (0 for none). None in `targets` is the target
    for all skills together. Facts: wish, route, hours_per_week, wished_by, note.
    """
    made = _learning_path(participant, by=by, **facts)
    for skill, level in targets.items():
        wrong = rules.target_error(skill, level)
        if wrong:
            raise NotPossible(wrong, next_step=_("Kies een ander doel."))
    if not targets and not made.wish and not made.route:
        raise NotPossible(
            _("Er is nog niets ingevuld."),
            next_step=_("Vul een wens, een manier van leren of een doel in."),
        )
    _lock(participant)
    standing = LearningPath.objects.filter(participant=participant).select_related("by").first()
    if standing is not None:
        if _is_same_path(standing, made, targets):
            return standing
        if standing.number != version:
            raise _other_path(standing)
    made.number = standing.number + 1 if standing else 1
    made.save(force_insert=True)
    LearningTarget.objects.bulk_create(
        LearningTarget(path=made, skill=skill.value if skill else "", level=level)
        for skill, level in targets.items()
    )
    audit.record(
        "language.path_made", made, by=by, participant=participant.pk,
        facts={"version": made.number},
    )  # fmt: skip
    return made


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
    same = LevelRecord.objects.filter(participant=one.participant, skill=one.skill)
    same = (
        same.filter(method=Method.SELF)
        if one.is_self_assessed
        else same.exclude(method=Method.SELF)
    )
    last = same.counting().order_by("-recorded_at").first()
    if last is not None and last.is_same_as(one):
        return last
    one.save(force_insert=True)
    audit.record("language.recorded", one, by=by, participant=one.participant_id, facts=_facts(one))
    return one


def _record_script(made: ScriptRecord, *, by: User) -> None:
    participant = made.participant
    rules.check_date(made.measured_on, today=today(), born=participant.birth_date)
    made.clean_fields(exclude=["participant", "assessor"])
    known = ScriptRecord.objects.filter(participant=participant).counting()
    last = known.order_by("-recorded_at").first()
    if last is not None and (last.says, last.measured_on) == (made.says, made.measured_on):
        return
    made.save(force_insert=True)
    audit.record(
        "language.script_recorded", made, by=by, participant=participant.pk,
        facts={"method": made.method, "measured_on": made.measured_on.isoformat()},
    )  # fmt: skip


def _withdrawn(
    row: LevelRecord | ScriptRecord, *, why: WhyWithdrawn, reason: str, by: User
) -> Withdrawal | None:
    about: dict[str, Any] = {"level" if isinstance(row, LevelRecord) else "script": row}
    if Withdrawal.objects.filter(**about).exists():
        return None
    made = Withdrawal(**about, why=why, reason=reason, by=by, at=now())
    made.clean_fields(exclude=["level", "script", "by"])
    made.save(force_insert=True)
    audit.record(
        "language.withdrawn", made, by=by, participant=row.participant_id, facts={"why": why}
    )
    return made


def _learning_path(
    participant: Participant,
    *,
    by: User,
    wish: str = "",
    route: LearningRoute | str = "",
    hours_per_week: Decimal | None = None,
    wished_by: date | None = None,
    note: str = "",
) -> LearningPath:
    wrong = rules.hours_error(hours_per_week) or rules.wish_error(wished_by, today=today())
    if wrong:
        raise NotPossible(wrong)
    made = LearningPath(
        participant=participant, number=1, wish=wish.strip(), route=route, by=by, made_at=now(),
        hours_per_week=hours_per_week, wished_by=wished_by, note=note.strip(),
    )  # fmt: skip
    made.clean_fields(exclude=["participant", "by"])
    return made


def _is_same_path(
    standing: LearningPath, made: LearningPath, targets: Mapping[Skill | None, Level]
) -> bool:
    names = ("wish", "route", "hours_per_week", "wished_by", "note")
    kept = {one.skill: one.level for one in standing.targets.all()}
    wanted = {skill.value if skill else "": level.value for skill, level in targets.items()}
    return kept == wanted and all(getattr(standing, name) == getattr(made, name) for name in names)


def _other_path(standing: LearningPath) -> TooLate:
    return TooLate(
        _("%(name)s heeft het leerpad intussen veranderd.") % {"name": standing.by.name},
        next_step=_("Lees wat er nu staat, pas uw tekst aan en sla opnieuw op."),
        now={"version": standing.number, "by": standing.by.name},
    )


def _each_skill_once(entries: Sequence[Entry]) -> None:
    if len({entry.skill for entry in entries}) < len(entries):
        raise NotPossible(
            _("Dezelfde vaardigheid staat er twee keer in."), next_step=_("Laat er één staan.")
        )


def _lock(participant: Participant) -> None:
    """Two of the same at one moment wait for each other here."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)


def _facts(one: LevelRecord) -> dict[str, object]:
    return {
        "skill": one.skill,
        "method": one.method,
        "measured_on": one.measured_on.isoformat(),
    }
