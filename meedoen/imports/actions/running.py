"""Taking people over from a list, in pieces that each hold or fail whole; and turning it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.audit.models import Event
from meedoen.core.errors import NotPossible, Refusal
from meedoen.core.flow import move
from meedoen.core.time import now, today
from meedoen.imports import access
from meedoen.imports.actions.judging import judge_again, write_rows
from meedoen.imports.choices import Field, Kind, State, Status
from meedoen.imports.models import Batch, Row, Source
from meedoen.imports.rules import rows
from meedoen.journeys import actions as journeys
from meedoen.ladder import actions as ladder
from meedoen.ladder.choices import Moment
from meedoen.language import actions as language
from meedoen.language.choices import ORAL, WRITTEN, Skill
from meedoen.participants import actions as participants
from meedoen.participants.models import Participant

CHUNK = 200
CONTENT = ("cells", "fixes", "reasons", "alike", "known", "marks")
Good = tuple[Row, rows.Checked]
SKILLS: dict[Field, tuple[Skill, ...]] = {
    Field.SPOKEN: ORAL,
    Field.WRITTEN: WRITTEN,
    Field.READING: (Skill.READING,),
    Field.LISTENING: (Skill.LISTENING,),
    Field.WRITING: (Skill.WRITING,),
    Field.SPEAKING: (Skill.SPEAKING,),
}


@transaction.atomic
def start(batch: Batch, *, by: User) -> Batch:
    """The good rows of a list are going to be taken over. Asking twice changes nothing."""
    by.must(Permission.IMPORT)
    if batch.state == State.IMPORTING:
        return batch
    ready = Row.objects.filter(batch=batch).ready().count()
    if not ready:
        raise NotPossible(
            _("Er is nu geen enkele rij die overgenomen kan worden."),
            next_step=_("Verbeter eerst een paar rijen."),
        )
    move(batch, "start", started_by=by, started_at=now(), total=ready, done=0)
    audit.record("imports.started", batch, by=by, facts={"rows": ready})
    return batch


def run(batch: Batch, *, by: User, size: int = CHUNK) -> Batch:
    """Take over everything that is ready, piece by piece; may be run again after an accident."""
    while import_chunk(batch, by=by, size=size):
        pass
    batch.refresh_from_db()
    if batch.state == State.IMPORTING:
        finish(batch, by=by)
    return batch


@transaction.atomic
def import_chunk(batch: Batch, *, by: User, size: int = CHUNK) -> int:
    """One piece: people, their journeys, levels and ladder steps, all or nothing.

    Rows are judged once more: since they were checked somebody may have registered the person.
    """
    fresh = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if fresh.state != State.IMPORTING:
        return 0
    ready = list(Row.objects.filter(batch=fresh).ready().order_by("number")[:size])
    if not ready:
        return 0
    judged = judge_again(ready)
    good = [(row, one.checked) for row, one in judged if one.status == Status.NEW]
    token = audit.origin.set(fresh.origin)
    try:
        _take_over_or_say_why(fresh, good, by=by)
    finally:
        audit.origin.reset(token)
    Batch.objects.filter(pk=fresh.pk).update(done=F("done") + len(ready))
    return len(ready)


@transaction.atomic
def finish(batch: Batch, *, by: User) -> None:
    """Everything that was ready has been taken over; the rest waits, for thirty days."""
    Source.objects.filter(batch=batch).delete()
    move(batch, "finish", finished_at=now())
    audit.record("imports.finished", batch, by=by, facts=access.counts(batch))


@transaction.atomic
def undo(batch: Batch, *, by: User) -> int:
    """Everybody from this list is taken out again, unless somebody worked in a dossier since."""
    by.must(Permission.IMPORT)
    if batch.state != State.DONE:
        raise NotPossible(
            _("Deze lijst kan nu niet teruggedraaid worden."),
            next_step=_("Alleen een lijst die helemaal is overgenomen kan terug."),
        )
    made = list(
        Row.objects.filter(batch=batch, participant__isnull=False).values_list(
            "participant", flat=True
        )
    )
    _must_be_untouched(batch, made)
    move(batch, "undo", undone_at=now(), undone_by=by)
    Row.objects.filter(batch=batch).delete()
    for piece in _pieces(made):
        language.remove_many(piece, by=by)
        ladder.remove_many(piece, by=by)
        journeys.remove_many(piece, by=by)
        participants.unregister_many(piece, by=by)
    audit.record("imports.undone", batch, by=by, facts={"people": len(made)})
    return len(made)


def touched_since(batch: Batch, made: Sequence[UUID]) -> list[Participant]:
    """Dossiers from this list in which something was done that the list did not do."""
    worked: set[UUID] = set()
    for piece in _pieces(made):
        events = Event.objects.filter(participant_id__in=piece).exclude(origin=batch.origin)
        people = events.values_list("participant_id", flat=True).distinct()
        worked.update(person for person in people if person is not None)
    return list(Participant.objects.filter(pk__in=worked).order_by("sort_name"))


def _must_be_untouched(batch: Batch, made: Sequence[UUID]) -> None:
    touched = touched_since(batch, made)
    if touched:
        numbers = ", ".join(one.case_number for one in touched[:10])
        raise NotPossible(
            _("In %(count)d dossiers uit deze lijst is al gewerkt: %(numbers)s.")
            % {"count": len(touched), "numbers": numbers},
            next_step=_(
                "Terugdraaien kan dan niet meer. Sluit dossiers die fout zijn een voor een af."
            ),
        )


def _pieces(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]


def _take_over_or_say_why(batch: Batch, good: Sequence[Good], *, by: User) -> None:
    """All at once; when one row cannot, one by one, so that one never holds up the others."""
    try:
        with transaction.atomic():
            _take_over(batch, good, by=by)
    except (Refusal, ValidationError) as error:
        if len(good) == 1:
            _say_why(good[0][0], error)
            return
        for one in good:
            _take_over_or_say_why(batch, [one], by=by)


def _say_why(row: Row, error: Refusal | ValidationError) -> None:
    text = str(error.message) if isinstance(error, Refusal) else " ".join(error.messages)
    said = {"field": Field.FIRST_NAME.value, "kind": Kind.WRONG.value, "text": text}
    Row.objects.filter(pk=row.pk).update(status=Status.WRONG, reasons=[*row.reasons, said])


def _take_over(batch: Batch, good: Sequence[Good], *, by: User) -> None:
    if not good:
        return
    facts = [_facts(checked) for _row, checked in good]
    people = participants.register_many(facts, by=by, team=batch.team)
    journeys.start_many(people, by=by)
    pairs = [(person, checked) for person, (_row, checked) in zip(people, good, strict=True)]
    language.record_many([item for pair in pairs for item in _levels(*pair)], by=by)
    ladder.record_many([item for pair in pairs for item in _step(*pair)], by=by)
    for (row, _checked), person in zip(good, people, strict=True):
        # The facts live in the dossier from now on, and in one place only.
        row.participant = person
        row.cells, row.fixes, row.reasons = {}, {}, []
        row.alike, row.known, row.marks = [], [], []
    write_rows([row for row, _checked in good], *CONTENT, "participant")


def _facts(row: rows.Checked) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "first_name": row.value(Field.FIRST_NAME) or "",
        "last_name": row.surname,
        "called": row.value(Field.CALLED) or "",
        "birth_date": row.value(Field.BIRTH_DATE),
        "category": row.value(Field.CATEGORY),
        "phone": row.value(Field.PHONE) or "",
        "email": row.value(Field.EMAIL) or "",
        "languages": row.value(Field.LANGUAGES) or [],
        "postcode4": row.value(Field.POSTCODE) or "",
        "question": row.value(Field.QUESTION) or "",
        "found_through": row.value(Field.FOUND_THROUGH) or "",
        "registered_on": row.value(Field.REGISTERED_ON) or today(),
    }
    place = row.value(Field.NEIGHBOURHOOD)
    return {**facts, "neighbourhood_id": UUID(place)} if place else facts


def _levels(person: Participant, row: rows.Checked) -> list[dict[str, Any]]:
    """A level for one skill goes before the level that a list gives for several."""
    found: dict[Skill, Any] = {}
    for about, skills in SKILLS.items():
        reached = row.value(about)
        if reached is not None:
            found.update(dict.fromkeys(skills, reached))
    return [
        {
            "participant": person,
            "skill": skill,
            "level": reached.level,
            "plus": reached.plus,
            "measured_on": person.registered_on,
        }
        for skill, reached in found.items()
    ]


def _step(person: Participant, row: rows.Checked) -> list[dict[str, Any]]:
    step = row.value(Field.LADDER)
    if step is None:
        return []
    return [
        {
            "participant": person,
            "recorded": step,
            "measured_on": person.registered_on,
            "moment": Moment.T0_INTAKE,
        }
    ]
