"""Each field against HSDS: what may stand there, what is left out, what breaks the record."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _t

from meedoen.exchange.choices import Weight
from meedoen.exchange.rules.packages import Spot
from meedoen.exchange.rules.tables import TABLES, Field

LONGEST = 100_000
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,185}\.[^@\s.]{2,63}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Wrong(Exception):
    """This value cannot stand in this field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is the matter: where, with which record and field, and in words."""

    weight: str
    spot: Spot
    table: str
    record: str
    field: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """To be kept with the package, and to be printed."""
        return {
            "weight": self.weight, "file": self.spot.file, "line": self.spot.line,
            "path": self.spot.path, "table": self.table, "record": self.record,
            "field": self.field, "text": self.text,
        }  # fmt: skip


def _text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        raise Wrong(_t("Hier hoort tekst te staan."))
    if len(value) > LONGEST:
        raise Wrong(_t("Deze tekst is te lang."))
    return value


def _uuid(value: Any, field: Field) -> str:
    if isinstance(value, str) and _UUID.fullmatch(value):
        return value
    try:
        return str(UUID(_text(value, field)))
    except ValueError as error:
        raise Wrong(_t("Dit is geen nummer in de vorm van een UUID.")) from error


def _number(value: Any, field: Field) -> float:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", value):
        value = float(value) if "." in value else int(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or abs(value) > 1e15:
        raise Wrong(_t("Hier hoort een getal te staan."))
    return cast(float, value)


def _choice(value: Any, field: Field) -> str:
    if value not in field.choices:
        raise Wrong(_t("Dit kan alleen zijn: %(words)s.") % {"words": ", ".join(field.choices)})
    return str(value)


def _mail(value: Any, field: Field) -> str:
    if not _MAIL.fullmatch(_text(value, field)) or not value.isascii() or len(value) > 254:
        raise Wrong(_t("Dit is geen e-mailadres."))
    return str(value)


def _uri(value: Any, field: Field) -> str:
    if not _URI.fullmatch(_text(value, field)):
        raise Wrong(_t("Dit is geen webadres. Begin met https://."))
    return str(value)


def _date(value: Any, field: Field) -> str:
    text = _text(value, field)
    try:
        if _DATE.fullmatch(text):
            date.fromisoformat(text)
        else:
            datetime.fromisoformat(text)
    except ValueError as error:
        raise Wrong(_t("Dit is geen datum. Schrijf jaar-maand-dag: 2027-03-14.")) from error
    return text


def _moment(value: Any, field: Field) -> str:
    text = _text(value, field)
    try:
        if "T" not in text.upper() or datetime.fromisoformat(text.upper()).tzinfo is None:
            raise ValueError(text)
    except ValueError as error:
        raise Wrong(_t("Dit is geen moment. Schrijf het als 2027-03-14T09:30:00Z.")) from error
    return text


KINDS: dict[str, Callable[[Any, Field], Any]] = {
    "text": _text, "uuid": _uuid, "number": _number, "choice": _choice, "email": _mail,
    "uri": _uri, "date": _date, "moment": _moment,
}  # fmt: skip


def safe(value: Any, depth: int = 0) -> Any:
    """The same without what no database can keep; what says nothing is not there."""
    if isinstance(value, str):
        return _UNSAFE.sub("", value)
    if depth > 20:
        return None
    if isinstance(value, Mapping):
        pairs = {_UNSAFE.sub("", str(key)): safe(one, depth + 1) for key, one in value.items()}
        return {key: one for key, one in pairs.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [one for one in (safe(one, depth + 1) for one in value) if one is not None]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if not isinstance(value, int) or abs(value) <= 10**15 else str(value)


def checked(
    table: str, row: Mapping[str, Any], spot: Spot, problems: list[Problem]
) -> dict[str, Any] | None:
    """The fields of one record that hold; None when it is broken. Unknown fields stay."""
    known = TABLES[table].fields
    record = str(row.get("id") or "")[:60]
    found: dict[str, Any] = {}
    whole = True
    for name, raw in row.items():
        value = safe(raw)
        field = known.get(name)
        if value in (None, "", [], {}):
            continue
        if field is None:
            found[str(name)[:100]] = value
            continue
        try:
            found[name] = KINDS[field.kind](value, field)
        except Wrong as wrong:
            breaks = field.required and not field.may_be_empty
            whole = whole and not breaks
            weight = Weight.BROKEN if breaks else Weight.FIELD
            problems.append(Problem(weight, spot, table, record, name, str(wrong)))
            found.setdefault("", None)
    found.pop("", None)
    return _complete(table, found, row, spot, problems) if whole else None


def _complete(
    table: str,
    found: dict[str, Any],
    row: Mapping[str, Any],
    spot: Spot,
    problems: list[Problem],
) -> dict[str, Any] | None:
    record = str(found.get("id", ""))
    whole = True
    for field in TABLES[table].fields.values():
        if not field.required or field.name in found:
            continue
        if field.may_be_empty:
            found[field.name] = ""
            if field.name not in row:
                text = _t("Dit veld hoort erbij; nu staat er een lege tekst.")
                problems.append(Problem(Weight.NOTE, spot, table, record, field.name, text))
        else:
            text = _t("Dit veld ontbreekt.")
            problems.append(Problem(Weight.BROKEN, spot, table, record, field.name, text))
            whole = False
    return found if whole else None
