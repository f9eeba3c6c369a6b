"""Judging rows again when something changed: a cell, a decision, or the people we know."""

from collections.abc import Iterable, Sequence

from meedoen.imports import access
from meedoen.imports.choices import Kind, Status
from meedoen.imports.models import Batch, Row
from meedoen.imports.rules import rows
from meedoen.imports.rules.doubles import inside, is_certain, marked

JUDGED = ("status", "reasons", "alike", "known", "marks")


def write_rows(changed: Sequence[Row], *fields: str) -> None:
    """Save these fields of many rows in a few statements."""
    Row.objects.bulk_create(
        changed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
    )


def judge_again(ready: Sequence[Row]) -> list[tuple[Row, access.Judged]]:
    """Rows that are about to be taken over, read once more; those that no longer can, say why."""
    entries = [access.Entry(row.number, row.raw, row.mended, row.decision) for row in ready]
    judged = {one.number: one for one in access.judge(entries, now=access.world())}
    pairs = [(row, judged[row.number]) for row in ready]
    changed = [(row, one) for row, one in pairs if one.status != Status.NEW]
    for row, one in changed:
        fill(row, one)
    write_rows([row for row, _one in changed], *JUDGED)
    return pairs


def rejudge(batch: Batch, numbers: Iterable[int]) -> None:
    """Read these rows again, and look again who looks like whom in the whole list."""
    wanted = set(numbers)
    waiting = list(Row.objects.filter(batch=batch).waiting().order_by("number"))
    others = {row.number: row.identity for row in waiting if row.number not in wanted}
    entries = [
        access.Entry(row.number, row.raw, row.mended, row.decision)
        for row in waiting
        if row.number in wanted
    ]
    judged = {one.number: one for one in access.judge(entries, now=access.world(), besides=others)}
    identities = {**others, **{number: one.checked.identity for number, one in judged.items()}}
    alike = inside(identities)
    touched = []
    for row in waiting:
        fresh = judged.get(row.number)
        before = (row.alike, row.status)
        if fresh is not None:
            fill(row, fresh)
        row.alike = [[other, reasons] for other, reasons in alike.get(row.number, [])]
        if fresh is None:
            row.status = _status_again(row)
        if fresh is not None or before != (row.alike, row.status):
            touched.append(row)
    write_rows(touched, *JUDGED)


def fill(row: Row, judged: access.Judged) -> None:
    """Write a judgement into a row, not yet into the database."""
    row.status = judged.status
    row.reasons = judged.reasons
    row.alike = [[other, reasons] for other, reasons in judged.alike]
    row.known = [[str(person), reasons] for person, reasons in judged.known]
    row.marks = marked(judged.checked.identity)


def _status_again(row: Row) -> str:
    kinds = {Kind(reason["kind"]) for reason in row.reasons}
    worst = next((kind for kind in (Kind.WRONG, Kind.DOUBT) if kind in kinds), Kind.FINE)
    known = any(is_certain(reasons) for _person, reasons in row.known)
    alike = bool(row.alike or row.known)
    return rows.status_of(worst, known=known, alike=alike, decision=row.decision)
