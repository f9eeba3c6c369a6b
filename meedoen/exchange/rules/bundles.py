"""The directory as a package: a zip of csv files with their description, or one JSON file."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from meedoen.exchange.rules.gathering import ORDER, flatten
from meedoen.exchange.rules.packages import DESCRIPTION, LISTS
from meedoen.exchange.rules.tables import ROOTS, TABLES, VERSION
from meedoen.exchange.rules.trees import Trees

# The same directory gives the same file, byte for byte.
MOMENT = (1980, 1, 1, 0, 0, 0)
KINDS = {"number": "number", "date": "string", "uuid": "string"}


def to_json(trees: Trees) -> bytes:
    """One file with a list for each kind of record that stands on its own."""
    whole = {
        name: [_in_order(tree) for _number, tree in sorted(trees.get(table, {}).items())]
        for name, table in LISTS.items()
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _in_order(value: Any) -> Any:
    """Lists by number and fields by name, so that the same is written the same."""
    if isinstance(value, Mapping):
        return {name: _in_order(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        lines = [_in_order(one) for one in value]
        if all(isinstance(one, dict) and "id" in one for one in lines):
            lines.sort(key=lambda one: str(one["id"]))
        return lines
    return value


def to_zip(trees: Trees) -> bytes:
    """The csv files of a data package, with what stands in each of them."""
    flat = flatten((table, tree) for table in ROOTS for tree in trees.get(table, {}).values())
    written = io.BytesIO()
    resources = []
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for table in ORDER:
            records = [entry.fields for _number, entry in sorted(flat[table].items())]
            if not records:
                continue
            extra = sorted({name for one in records for name in one} - set(TABLES[table].fields))
            columns = [*TABLES[table].fields, *extra]
            resources.append(_described(table, columns))
            _add(package, TABLES[table].file, _lines(columns, records))
        about = {
            "name": "meedoen-hsds", "profile": "tabular-data-package", "version": VERSION,
            "resources": resources,
        }  # fmt: skip
        _add(package, DESCRIPTION, json.dumps(about, ensure_ascii=False, indent=1).encode())
    return written.getvalue()


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, MOMENT)
    about.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(about, content)


def _described(table: str, columns: list[str]) -> dict[str, Any]:
    known = TABLES[table].fields
    fields = [
        {"name": name, "type": KINDS.get(known[name].kind, "string") if name in known else "string"}
        for name in columns
    ]
    schema = {"fields": fields, "primaryKey": "id"}
    return {"name": table, "path": TABLES[table].file, "schema": schema}


def _lines(columns: list[str], records: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(record.get(name)) for name in columns])
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
