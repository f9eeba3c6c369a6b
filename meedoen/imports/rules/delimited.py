"""A csv file: which letters it is written in, what stands between the cells."""

import csv
import io
from collections import Counter
from itertools import islice

from django.utils.translation import gettext as _

from meedoen.imports.rules.sheets import MAX_COLUMNS, MAX_ROWS, Line, Sheet, Unreadable, is_empty

SEPARATORS = (";", "\t", ",", "|")
_LONGEST = 130_000


def read_delimited(data: bytes) -> Sheet:
    """The lines of a csv file, whatever program made it."""
    text, remark = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        separator, text = first.strip()[4:] or ";", rest
    else:
        separator = separator_of(text)
    lines = _split(text, separator)
    if max(map(len, lines), default=0) < 2 and len(lines) < 2:
        raise Unreadable(
            _("In dit bestand is geen lijst te vinden."),
            next_step=_(
                "Kies een bestand van Excel (.xlsx), LibreOffice (.ods) of een csv-bestand."
            ),
        )
    return Sheet("csv", lines, kind="csv", remark=remark)


def decode(data: bytes) -> tuple[str, str]:
    """The text, and a remark when it may hold damaged letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16"), ""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif b"\x00" in data[:2000]:
        return _decoded(data, _wide_order(data)), ""
    if b"\x00" in data:
        raise _no_text()
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if _looks_binary(data):
        raise _no_text()
    text = data.decode("cp1252", errors="replace")
    damaged = "\ufffd" in text
    return text, _("Sommige letters waren niet te lezen. Kijk de namen goed na.") if damaged else ""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error
    if "\x00" in text:
        raise _no_text()
    return text


def _wide_order(data: bytes) -> str:
    """UTF-16 without a mark shows zeros on every other place."""
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 4:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 4:
        return "utf-16-be"
    raise _no_text()


def _looks_binary(data: bytes) -> bool:
    sample = data[:4000]
    strange = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return strange > len(sample) * 0.02


def _no_text() -> Unreadable:
    return Unreadable(
        _("Dit bestand is geen lijst: er staan tekens in die geen tekst zijn."),
        next_step=_("Kies een bestand van Excel (.xlsx), LibreOffice (.ods) of een csv-bestand."),
    )


def separator_of(text: str) -> str:
    """The sign that cuts the first lines most often in the same number of cells (two or more)."""
    sample = [line for line in islice(text.split("\n"), 60) if line.strip()]
    best, score = ";", 0.0
    for separator in SEPARATORS:
        try:
            widths = Counter(
                len(cells) for cells in csv.reader(sample, delimiter=separator) if len(cells) > 1
            )
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        found = times / len(sample) * min(width, 12)
        if found > score:
            best, score = separator, found
    return best


def _split(text: str, separator: str) -> list[Line]:
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for cells in reader:
            _check_quotes(cells, reader.line_num, separator)
            lines.append(tuple(cells))
            if len(lines) > MAX_ROWS + 1 or len(cells) > MAX_COLUMNS + 1:
                break
    except csv.Error as error:
        raise _stray_quote(reader.line_num) from error
    while lines and is_empty(lines[-1]):
        lines.pop()
    return lines


def _check_quotes(cells: list[str], line: int, separator: str) -> None:
    """One quote too many swallows the lines after it; that must not pass unseen."""
    for cell in cells:
        swallowed = cell.count("\n")
        if len(cell) > _LONGEST or (swallowed > 3 and cell.count(separator) > swallowed):
            raise _stray_quote(line - swallowed)


def _stray_quote(line: int) -> Unreadable:
    return Unreadable(
        _('Rond regel %(line)d staat een aanhalingsteken (") te veel of te weinig.')
        % {"line": max(1, line)},
        next_step=_("Haal het aanhalingsteken weg, of sla de lijst op als .xlsx."),
    )
