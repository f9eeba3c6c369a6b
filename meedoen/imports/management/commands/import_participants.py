"""`meedoen import-participants LIJST`: check a list, take it over, or turn it back."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from meedoen.accounts.models import User
from meedoen.core.errors import Refusal
from meedoen.imports import access, actions
from meedoen.imports.choices import Field, Kind, Status
from meedoen.imports.rules import columns, files, rows
from meedoen.imports.rules.doubles import in_one_sentence
from meedoen.imports.rules.sheets import Sheet
from meedoen.teams.models import Team


class Command(BaseCommand):
    """Reads a list of people; changes nothing with --dry-run."""

    help = "Lees een lijst met deelnemers in (xlsx, ods of csv)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="het bestand met de lijst")
        parser.add_argument("--dry-run", action="store_true", help="alleen nakijken")
        parser.add_argument("--json", action="store_true", help="uitkomst als JSON")
        parser.add_argument("--user", metavar="MAIL", help="namens wie")
        parser.add_argument("--team", metavar="CODE", help="welk team de mensen ontvangt")
        parser.add_argument(
            "--mapping",
            metavar="BESTAND",
            help='JSON met per kop of kolomletter het veld, zoals {"Geb.datum": "birth_date"}',
        )
        parser.add_argument("--undo", metavar="NUMMER", help="draai een lijst terug")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._work(options)
        except Refusal as refusal:
            raise CommandError(_whole(refusal)) from None
        except DatabaseError:
            raise CommandError(
                "De database is nog niet klaar. Draai eerst: meedoen migrate (of meedoen demo)."
            ) from None
        except OSError as error:
            raise CommandError(
                f"Het bestand kan niet gelezen worden: {error.strerror or error}."
            ) from None

    def _work(self, options: dict[str, Any]) -> None:
        if options["undo"]:
            self._undo(options)
            return
        if not options["file"]:
            raise CommandError("Noem het bestand met de lijst.")
        sheet = _read(Path(options["file"]))
        chosen = _chosen(options["mapping"])
        layout = _layout(sheet, chosen)
        mapping = _mapping(layout, chosen)
        columns.check_mapping(mapping, width=len(layout.columns))
        if options["dry_run"]:
            self._check(sheet, layout, mapping, as_json=options["json"])
        else:
            self._import(sheet, layout, mapping, options)

    def _check(
        self, sheet: Sheet, layout: columns.Layout, mapping: dict[int, Field], *, as_json: bool
    ) -> None:
        people, passed = rows.split_lines(sheet.lines, layout.header_row)
        entries = [access.Entry(number, rows.cells_of(line, mapping)) for number, line in people]
        judged = access.judge(entries, now=access.world())
        headers = {about: layout.columns[place].header for place, about in mapping.items()}
        found = rows.summed(one.status for one in judged)
        if not as_json:
            self._tell(found, judged, headers, passed)
            return
        answer = {
            **found,
            "sheet": sheet.name,
            "columns": {layout.columns[p].header: about.value for p, about in mapping.items()},
            "skipped": [{"row": one.row, "reason": one.why} for one in passed],
            "rows_detail": [_detail(one, headers) for one in judged],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _tell(
        self,
        found: dict[str, int],
        judged: list[access.Judged],
        headers: dict[Field, str],
        passed: list[rows.Passed],
    ) -> None:
        words = {status.value: str(status.label).lower() for status in Status}
        summary = ", ".join(f"{found[status]} {word}" for status, word in words.items())
        self.stdout.write(f"{found['rows']} rijen gelezen: {summary}. Er is niets veranderd.")
        for one in judged:
            detail = _detail(one, headers)
            for reason in (*detail["reasons"], *detail["notes"]):
                self.stdout.write(f"  rij {one.number} ({words[one.status]}): {reason}")
        for line in passed:
            self.stdout.write(f"  rij {line.row} (overgeslagen): {line.why}")

    def _import(
        self,
        sheet: Sheet,
        layout: columns.Layout,
        mapping: dict[int, Field],
        options: dict[str, Any],
    ) -> None:
        user = _user(options["user"])
        name = Path(options["file"]).name
        batch = actions.upload(
            sheet, by=user, filename=name, team=_team(options["team"]), layout=layout
        )
        actions.choose_columns(batch, mapping=mapping, by=user)
        if access.counts(batch)[Status.NEW]:
            actions.start(batch, by=user)
            actions.run(batch, by=user)
        found = access.counts(batch)
        if options["json"]:
            kept = {status.value: found[status] for status in Status}
            answer = {"batch": str(batch.pk), "imported": found["taken"], "waiting": kept}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        waiting = ", ".join(f"{found[s]} {str(s.label).lower()}" for s in Status if found[s])
        self.stdout.write(f"{found['taken']} mensen aangemeld uit {name}.")
        if waiting:
            self.stdout.write(f"Deze rijen wachten: {waiting}. Kijk ze na onder Lijsten inlezen.")
        self.stdout.write(
            f"Terugdraaien kan met: meedoen import-participants --undo {batch.pk} "
            f"--user {user.email}"
        )

    def _undo(self, options: dict[str, Any]) -> None:
        user = _user(options["user"])
        try:
            batch_id = UUID(options["undo"])
        except ValueError:
            raise CommandError("Dit is geen nummer van een lijst.") from None
        batch = access.visible_to(user).filter(pk=batch_id).first()
        if batch is None:
            raise CommandError("Deze gebruiker heeft geen lijst met dit nummer.")
        count = actions.undo(batch, by=user)
        self.stdout.write(f"De lijst is teruggedraaid: {count} dossiers zijn verwijderd.")


def _read(path: Path) -> Sheet:
    files.check_size(path.stat().st_size)
    return files.read(path.read_bytes(), pick=columns.pick_sheet)


def _chosen(path: str | None) -> dict[str, Field]:
    """What the file with choices says: a header or a letter, and what stands under it."""
    if path is None:
        return {}
    try:
        wanted = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError:
        raise CommandError("Het bestand bij --mapping is geen goede JSON.") from None
    if not isinstance(wanted, dict):
        raise CommandError("Het bestand bij --mapping moet koppen en velden bevatten.")
    for header, about in wanted.items():
        if about not in Field.values:
            raise CommandError(f"“{header}: {about}” bij --mapping: dit veld bestaat niet.")
    return {header: Field(about) for header, about in wanted.items()}


def _layout(sheet: Sheet, chosen: dict[str, Field]) -> columns.Layout:
    """The columns as proposed or remembered; the header may be known from the choices only."""
    header_row = columns.find_header(sheet.lines)
    if header_row is None:
        header_row = columns.find_line(sheet.lines, [name for name in chosen if len(name) > 1])
    layout = columns.lay_out(sheet, header_row=header_row)
    remembered = access.remembered([column.header for column in layout.columns])
    return columns.lay_out(sheet, remembered=remembered, header_row=header_row)


def _mapping(layout: columns.Layout, chosen: dict[str, Field]) -> dict[int, Field]:
    if not chosen:
        return layout.mapping
    places = {column.header: column.place for column in layout.columns if not column.refused}
    letters = {columns.letter(place): place for place in places.values()}
    mapping = {}
    for header, about in chosen.items():
        place = places.get(header, letters.get(header.upper()))
        if place is None:
            raise CommandError(f"“{header}: {about}” bij --mapping past niet bij deze lijst.")
        mapping[place] = about
    return mapping


def _user(mail: str | None) -> User:
    if not mail:
        raise CommandError("Zeg namens wie u de lijst inleest, met --user e-mailadres.")
    user = User.objects.filter(email__iexact=mail, is_active=True).first()
    if user is None:
        raise CommandError(f"Er is geen gebruiker met het adres {mail}.")
    return user


def _team(code: str | None) -> Team | None:
    if code is None:
        return None
    team = Team.objects.filter(code=code).first()
    if team is None:
        raise CommandError(f"Er is geen team met de code {code}.")
    return team


def _detail(one: access.Judged, headers: dict[Field, str]) -> dict[str, Any]:
    said: dict[bool, list[str]] = {True: [], False: []}
    for about, reading in one.checked.readings.items():
        if reading.kind != Kind.FINE:
            text = f"{headers.get(about, str(about.label))}: {reading.reason}"
            said[reading.kind == Kind.NOTE].append(text)
    for number, why in one.alike:
        said[False].append(f"Lijkt op rij {number}: {in_one_sentence(why)}.")
    for _person, why in one.known:
        said[False].append(f"Lijkt op iemand met een dossier: {in_one_sentence(why)}.")
    return {
        "row": one.number,
        "status": one.status.value,
        "reasons": said[False],
        "notes": said[True],
    }


def _whole(refusal: Refusal) -> str:
    return f"{refusal.message} {refusal.next_step}".strip()
