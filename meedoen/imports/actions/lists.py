"""Handing in a list, saying what its columns are, mending its cells, deciding about its rows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change, move
from meedoen.core.time import today
from meedoen.imports import access
from meedoen.imports.actions.judging import fill, rejudge, write_rows
from meedoen.imports.choices import Decision, Field, State
from meedoen.imports.models import KEEP_DAYS, Batch, ColumnMemory, Row, Source
from meedoen.imports.rules import rows
from meedoen.imports.rules.columns import Layout, check_mapping, lay_out, signature
from meedoen.imports.rules.sheets import Sheet, from_json, to_json
from meedoen.teams.models import Team

SIZE = 500
LONGEST_CELL = 20_000


@transaction.atomic
def upload(
    sheet: Sheet, *, by: User, filename: str, team: Team | None = None, layout: Layout | None = None
) -> Batch:
    """A list is handed in. What is never kept of anybody is left out before anything is stored."""
    by.must(Permission.IMPORT)
    layout = layout or lay_out(sheet)
    refused = {column.place for column in layout.columns if column.refused}
    batch = Batch.objects.create(
        filename=filename[-200:],
        sheet=sheet.name[:100],
        remark=sheet.remark,
        uploaded_by=by,
        team=team,
        header_row=layout.header_row,
        headers=[column.header for column in layout.columns],
        mapping={str(place): about for place, about in layout.mapping.items()},
    )
    lines = [
        ["" if place in refused else to_json(cell) for place, cell in enumerate(line)]
        for line in sheet.lines
    ]
    Source.objects.create(batch=batch, lines=lines)
    audit.record("imports.uploaded", batch, by=by, facts={"lines": len(lines)})
    return batch


@transaction.atomic
def choose_columns(batch: Batch, *, mapping: Mapping[int, Field], by: User) -> Batch:
    """What each column is about is said; every row is read and judged. Remembered for next time."""
    check_mapping(mapping, width=len(batch.headers))
    source = Source.objects.filter(batch=batch).first()
    if source is None or batch.state not in (State.UPLOADED, State.CHECKED):
        raise NotPossible(
            _("De kolommen van deze lijst liggen vast: er zijn al mensen overgenomen."),
            next_step=_("Lees de lijst opnieuw in als de kolommen anders moeten."),
        )
    chosen = {str(place): about.value for place, about in sorted(mapping.items())}
    lines = [tuple(map(from_json, line)) for line in source.lines]
    people, passed = rows.split_lines(lines, batch.header_row)
    entries = [access.Entry(number, rows.cells_of(line, mapping)) for number, line in people]
    Row.objects.filter(batch=batch).delete()
    judged = access.judge(entries, now=access.world())
    Row.objects.bulk_create(
        [_row(batch, entry, one) for entry, one in zip(entries, judged, strict=True)],
        batch_size=SIZE,
    )
    move(batch, "check", mapping=chosen, passed=[asdict(one) for one in passed])
    ColumnMemory.objects.update_or_create(
        signature=signature(batch.headers),
        defaults={"mapping": chosen, "chosen_by": by, "chosen_on": today()},
    )
    audit.record("imports.checked", batch, by=by, facts=access.counts(batch))
    return batch


@transaction.atomic
def mend(
    row: Row, *, about: Field, version: int, by: User, text: str | None = None,
    stays: bool = False, everywhere: bool = False,
) -> int:  # fmt: skip
    """A cell is put right, or said to be right as it stands; `everywhere` for all cells alike.

    Answers how many rows changed. Whoever was second hears it and sees both texts.
    """
    _must_be_open(row)
    if text is not None and len(text) > LONGEST_CELL:
        raise NotPossible(_("Deze tekst is te lang."), next_step=_("Maak de tekst korter."))
    fix = {"stays": True} if stays else {"text": text or ""}
    before = _now_in(row, about)
    if stays and about.value in row.fixes:
        fix = {**row.fixes[about.value], "stays": True}
    change(row, version=version, fixes={**row.fixes, about.value: fix})
    changed = [row.number]
    if everywhere:
        changed += _mend_others(row, about, before, fix)
    rejudge(row.batch, changed)
    facts = {"field": about.value, "rows": len(changed)}
    audit.record("imports.mended", row, by=by, facts=facts)
    return len(changed)


@transaction.atomic
def decide(row: Row, *, decision: Decision, version: int, by: User) -> None:
    """Somebody decided: take over anyway, the same person, or not at all."""
    _must_be_open(row)
    change(row, version=version, decision=decision)
    rejudge(row.batch, [row.number])
    audit.record("imports.decided", row, by=by, facts={"decision": decision.value})


@transaction.atomic
def discard(batch: Batch, *, by: User) -> None:
    """A list of which nobody was taken over is thrown away whole."""
    if batch.state not in (State.UPLOADED, State.CHECKED):
        raise NotPossible(
            _("Uit deze lijst zijn al mensen overgenomen."),
            next_step=_("Draai de lijst terug als dat een vergissing was."),
        )
    audit.record("imports.discarded", batch, by=by)
    batch.delete()


@transaction.atomic
def expire(*, today: date) -> int:
    """Rows that were not taken over are deleted thirty days later; answers how many lists."""
    last = today - timedelta(days=KEEP_DAYS)
    finished = Q(finished_at__isnull=False, finished_at__date__lt=last)
    left = Q(finished_at__isnull=True, uploaded_at__date__lt=last)
    old = Batch.objects.filter(finished | left).exclude(state=State.IMPORTING)
    ids = list(old.values_list("pk", flat=True))
    Source.objects.filter(batch__in=ids).delete()
    Row.objects.filter(batch__in=ids).waiting().delete()
    Batch.objects.filter(pk__in=ids, state__in=(State.UPLOADED, State.CHECKED)).delete()
    return len(ids)


def _row(batch: Batch, entry: access.Entry, judged: access.Judged) -> Row:
    cells = {about.value: to_json(cell) for about, cell in entry.cells.items() if cell != ""}
    row = Row(batch=batch, number=entry.number, cells=cells)
    fill(row, judged)
    return row


def _mend_others(row: Row, about: Field, before: str, fix: Mapping[str, Any]) -> list[int]:
    """Every other waiting row in which the same stands in this column."""
    others = Row.objects.filter(batch=row.batch).waiting().exclude(pk=row.pk)
    alike = [other for other in others if _now_in(other, about) == before]
    for other in alike:
        other.fixes = {**other.fixes, about.value: dict(fix)}
        other.version += 1
    write_rows(alike, "fixes", "version")
    return [other.number for other in alike]


def _now_in(row: Row, about: Field) -> str:
    return rows.written(row.raw.get(about, ""), row.mended.get(about)).strip()


def _must_be_open(row: Row) -> None:
    if row.participant_id is not None:
        raise NotPossible(
            _("Deze rij is al overgenomen."), next_step=_("Verbeter het in het dossier zelf.")
        )
    if not row.batch.is_open:
        raise NotPossible(
            _("In deze lijst kan nu niets veranderd worden."),
            next_step=_("Wacht tot het overnemen klaar is, of lees de lijst opnieuw in."),
        )
