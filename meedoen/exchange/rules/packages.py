"""From a file or a folder to rows with their place, or a sentence that says why not.

What is too big is refused before it is unpacked, and again while it is unpacked: what a zip says
about itself may be a lie.
"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _t

from meedoen.exchange.rules.tables import FILES, TABLES

MB = 1024 * 1024
MOST_BYTES = 50 * MB
MOST_UNPACKED = 300 * MB
MOST_RATIO = 200
# What zipfile raises for a file that is damaged, locked, or packed in a way it does not know.
_NOT_READABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
MOST_FILES = 100
MOST_RECORDS = 1_000_000
MOST_SERVICES = 25_000
DESCRIPTION = "datapackage.json"
LISTS = {
    "services": "service", "organizations": "organization", "locations": "location",
    "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term", "units": "unit",
    "meta_table_descriptions": "meta_table_description",
}  # fmt: skip


class Unreadable(Exception):
    """This cannot be read as HSDS at all; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: the file, the line, and inside that the record."""

    file: str
    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it was written, before anything is checked."""

    table: str
    fields: Mapping[str, Any]
    spot: Spot
    is_text: bool = False


def from_path(path: Path) -> dict[str, bytes]:
    """The files of a package on disk: a folder, a zip or one JSON file."""
    if path.is_dir():
        files = [one for one in sorted(path.iterdir()) if one.suffix in {".csv", ".json"}]
        _check_total(sum(one.stat().st_size for one in files), len(files))
        if not files:
            raise Unreadable(_t("In deze map staan geen csv-bestanden en geen JSON-bestanden."))
        return {one.name: one.read_bytes() for one in files}
    if path.stat().st_size > MOST_BYTES:
        raise too_big(path.stat().st_size)
    return from_bytes(path.read_bytes(), path.name)


def from_bytes(data: bytes, name: str) -> dict[str, bytes]:
    """The files in what was handed in; the content decides what it is, not the name."""
    if len(data) > MOST_BYTES:
        raise too_big(len(data))
    if not data.strip():
        raise Unreadable(_t("Dit bestand is leeg."))
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return dict(_unpack(data))
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return {name if name.endswith(".json") else f"{name}.json": data}
    raise Unreadable(
        _t("Dit is geen HSDS-pakket. Kies een zip met csv-bestanden, of een JSON-bestand.")
    )


def too_big(size: int) -> Unreadable:
    """What is said of a file that is not even opened."""
    return Unreadable(
        _t("Dit bestand is te groot: %(size)d MB. Een pakket mag hoogstens %(most)d MB zijn.")
        % {"size": max(1, size // MB), "most": MOST_BYTES // MB}
    )


def _check_total(size: int, files: int) -> None:
    if files > MOST_FILES:
        raise Unreadable(
            _t("Dit pakket heeft meer dan %(most)d bestanden. Knip het in stukken.")
            % {"most": MOST_FILES}
        )
    if size > MOST_UNPACKED:
        raise Unreadable(
            _t("Uitgepakt is dit pakket groter dan %(most)d MB. Knip het in stukken.")
            % {"most": MOST_UNPACKED // MB}
        )


def _unpack(data: bytes) -> Iterator[tuple[str, bytes]]:
    broken = Unreadable(_t("Dit zip-bestand is beschadigd. Maak of download het opnieuw."))
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = [one for one in package.infolist() if not one.is_dir()]
        _check_total(sum(one.file_size for one in entries), len(entries))
        unpacked = 0
        for entry in entries:
            if entry.flag_bits & 1:
                raise Unreadable(_t("Op dit zip-bestand zit een wachtwoord. Haal het eraf."))
            if entry.file_size > MB and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
                raise Unreadable(
                    _t("%(file)s is verdacht sterk ingepakt. Dit pakket openen wij niet.")
                    % {"file": _plain(entry.filename)}
                )
            with package.open(entry) as stream:
                content = stream.read(MOST_UNPACKED - unpacked + 1)
            unpacked += len(content)
            _check_total(unpacked, len(entries))
            yield _plain(entry.filename), content
    except _NOT_READABLE as error:
        raise broken from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2][:100]


def rows(files: Mapping[str, bytes]) -> Iterator[Row | Spot]:
    """Every row in the order of the tables; a bare `Spot` is a file that we do not know."""
    named = _named(files)
    tables = list(TABLES)
    for name in sorted(files, key=lambda one: tables.index(named.get(one, tables[-1]))):
        if name == DESCRIPTION or name.startswith("."):
            continue
        if name in named and name.endswith(".csv"):
            yield from _lines(name, named[name], files[name])
        elif name.endswith(".json"):
            yield from _json(name, named.get(name, ""), files[name])
        else:
            yield Spot(name)


def _named(files: Mapping[str, bytes]) -> dict[str, str]:
    """Which file holds which table: by the description of the package, or by its own name."""
    found = {name: table for name in files if (table := _table_of(name))}
    if DESCRIPTION in files:
        described = _load(_text(files[DESCRIPTION], DESCRIPTION), DESCRIPTION)
        resources = described.get("resources") if isinstance(described, dict) else None
        for one in resources if isinstance(resources, list) else []:
            if isinstance(one, dict) and one.get("name") in TABLES:
                found[_plain(str(one.get("path", "")))] = one["name"]
    return {name: table for name, table in found.items() if name in files}


def _table_of(name: str) -> str:
    stem = name.rpartition(".")[0]
    return FILES.get(f"{stem}.csv") or LISTS.get(stem, stem if stem in TABLES else "")


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            _t("%(file)s, regel %(line)d: dit is geen UTF-8. Bewaar het bestand als UTF-8.")
            % {"file": name, "line": line}
        ) from error


def _lines(name: str, table: str, data: bytes) -> Iterator[Row]:
    text = _text(data, name).replace("\x00", "")
    head = text[:2000].partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    try:
        header = [cell.strip() for cell in next(reader, [])]
        last = reader.line_num
        for cells in reader:
            start, last = last + 1, reader.line_num
            if any(cells):
                fields = dict(zip(header, cells, strict=False))
                if len(cells) > len(header):
                    fields[""] = cells[len(header)]
                yield Row(table, fields, Spot(name, start), is_text=True)
    except csv.Error as error:
        raise Unreadable(
            _t("%(file)s, regel %(line)d: deze regel is niet te lezen als csv.")
            % {"file": name, "line": reader.line_num}
        ) from error


def _json(name: str, table: str, data: bytes) -> Iterator[Row]:
    text = _text(data, name)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "[":
        yield from _items(name, table or "service", text, start)
        return
    whole = _load(text, name)
    lists = {key: LISTS[key] for key in whole if key in LISTS and isinstance(whole[key], list)}
    if isinstance(whole.get("contents"), list):
        lists = {"contents": table or "service"}
    if lists and "name" not in whole:
        for key, held in lists.items():
            for number, item in enumerate(whole[key]):
                yield _row(held, item, Spot(name, 1, f"{key}[{number}]"))
    else:
        guess = "service" if "status" in whole else "organization"
        yield _row(table or guess, whole, Spot(name, 1))


def _row(table: str, item: Any, spot: Spot) -> Row:
    return Row(table, item if isinstance(item, dict) else {}, spot)


def _items(name: str, table: str, text: str, start: int) -> Iterator[Row]:
    """The items of a list one by one, so that each has its own line."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    place, line, seen, number = start + 1, 1, 0, 0
    while True:
        place = _skip(text, place)
        if text[place : place + 1] == "]":
            return
        line += text.count("\n", seen, place)
        seen = place
        try:
            item, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise _no_json(name, getattr(error, "lineno", line)) from error
        yield _row(table, item, Spot(name, line, f"[{number}]"))
        number += 1
        place = _skip(text, place)
        if text[place : place + 1] == ",":
            place += 1
        elif text[place : place + 1] != "]":
            raise _no_json(name, line)


def _skip(text: str, place: int) -> int:
    while text[place : place + 1] in {" ", "\n", "\r", "\t"}:
        place += 1
    return place


def _load(text: str, name: str) -> Any:
    try:
        whole = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _no_json(name, getattr(error, "lineno", 1)) from error
    return whole if isinstance(whole, dict) else {}


def _no_number(text: str) -> float:
    raise ValueError(text)


def _no_json(name: str, line: int) -> Unreadable:
    return Unreadable(
        _t("%(file)s, regel %(line)d: vanaf hier is dit geen JSON meer.")
        % {"file": name, "line": line}
    )
