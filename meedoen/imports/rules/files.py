"""From the bytes of a file to a sheet, or to a sentence that says why not and what to do.

The name of the file counts for nothing: people rename files. Only the content decides.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from meedoen.imports.rules.delimited import read_delimited
from meedoen.imports.rules.sheets import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_UNPACKED,
    Line,
    Raw,
    Sheet,
    Unreadable,
    is_empty,
)

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Attributes hold no "<", so each tag ends before the next begins and one pass is enough.
_CELL = re.compile(rb"""<(?:\w{1,20}:)?c\s[^<>]*?\br=["']([A-Z]{1,4})(\d{1,9})["'][^<>]*(?<!/)>""")
_ODS_TAG = re.compile(
    rb"<(?:table:(?P<row>table-row)|table:(?:covered-)?(?P<cell>table-cell)|(?P<text>text:p)|(?P<end>/table:table-row))"
    rb"(?P<attributes>[^<>]*)>"
)
_REPEAT = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")

Pick = Callable[[list[Sheet]], Sheet]


def read(data: bytes, *, pick: Pick | None = None) -> Sheet:
    """The sheet with the list; `pick` chooses when a workbook has several."""
    check_size(len(data))
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("Dit bestand is leeg."), next_step=_("Kies het bestand met de lijst."))
    _refuse_other_kinds(data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        sheets = _read_package(data)
    else:
        sheets = [read_delimited(data)]
    return _chosen(sheets, pick)


def check_size(size: int) -> None:
    """A list of people is never this big; said before anything is read."""
    if size > MAX_BYTES:
        raise Unreadable(
            _("Dit bestand is te groot: %(size)d MB. Een lijst mag hoogstens %(most)d MB zijn.")
            % {"size": max(1, round(size / 1024 / 1024)), "most": MAX_BYTES // 1024 // 1024},
            next_step=_("Haal plaatjes en oude tabbladen weg, of knip de lijst in stukken."),
        )


def _chosen(sheets: list[Sheet], pick: Pick | None) -> Sheet:
    filled = [sheet for sheet in sheets if not all(map(is_empty, sheet.lines))]
    if not filled:
        raise Unreadable(
            _("In dit bestand staat geen enkele gevulde cel."),
            next_step=_("Kies het bestand met de lijst."),
        )
    chosen = pick(filled) if pick and len(filled) > 1 else filled[0]
    others = tuple(sheet.name for sheet in sheets if sheet.name != chosen.name)
    _check_shape(len(chosen.lines), chosen.width)
    return Sheet(chosen.name, chosen.lines, others, chosen.kind, chosen.remark)


def _check_shape(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise Unreadable(
            _("Deze lijst heeft meer dan %(most)s rijen. Dat is te veel voor een keer.")
            % {"most": MAX_ROWS},
            next_step=_("Knip de lijst in stukken, of haal de lege rijen onderaan weg."),
        )
    if columns > MAX_COLUMNS:
        raise Unreadable(
            _("Deze lijst heeft meer dan %(most)s kolommen.") % {"most": MAX_COLUMNS},
            next_step=_("Haal de kolommen weg die niet nodig zijn."),
        )


# Kinds of files that people hand in by mistake, known by their first bytes.
def _refuse_other_kinds(data: bytes) -> None:
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    lower = head.lower()
    if data.startswith(OLE):
        _refuse_ole(data)
    if head.startswith(b"%PDF"):
        raise _not_a_list(_("een pdf"))
    if (
        data[:3] == b"\xff\xd8\xff"
        or data[:8] == b"\x89PNG\r\n\x1a\n"
        or data[:4] == b"GIF8"
        or data[4:8] == b"ftyp"
    ):
        raise _not_a_list(_("een foto of plaatje"))
    if head.startswith(b"{\\rtf"):
        raise _not_a_list(_("een tekstdocument"))
    if lower.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<workbook")):
        raise Unreadable(
            _("Dit bestand is een webpagina of xml met een andere naam, geen werkblad."),
            next_step=_("Open het in Excel of LibreOffice en sla het op als .xlsx."),
        )


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked()
    if "WordDocument".encode("utf-16-le") in data:
        raise _not_a_list(_("een Word-document"))
    raise Unreadable(
        _("Dit is een werkblad in de oude vorm (.xls). Die kan hier niet gelezen worden."),
        next_step=_("Open het in Excel of LibreOffice en sla het op als .xlsx."),
    )


def _not_a_list(what: str) -> Unreadable:
    return Unreadable(
        _("Dit bestand is %(what)s, geen lijst.") % {"what": what},
        next_step=_("Kies een bestand van Excel (.xlsx), LibreOffice (.ods) of een csv-bestand."),
    )


def _locked() -> Unreadable:
    return Unreadable(
        _("Op dit bestand zit een wachtwoord."),
        next_step=_("Open het bestand, haal het wachtwoord eraf, sla het op en kies het opnieuw."),
    )


def _broken() -> Unreadable:
    return Unreadable(
        _("Dit bestand is beschadigd en kan niet gelezen worden."),
        next_step=_(
            "Open het in Excel of LibreOffice en sla het opnieuw op. "
            "Lukt dat niet, vraag dan een nieuw bestand."
        ),
    )


def _read_package(data: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = _kind_of(package)
            _check_unpacked(package, len(data))
            _check_content(package, kind)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        zlib.error,
        OSError,
        ValueError,
    ) as error:
        raise _broken() from error
    except RuntimeError as error:  # zipfile says "password required" this way
        raise _locked() from error
    return _read_workbook(data, kind)


def _kind_of(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if any(info.flag_bits & 1 for info in package.infolist()):
        raise _locked()
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")[:200]:
        if "META-INF/manifest.xml" in names and _says(
            package, "META-INF/manifest.xml", b"encryption-data"
        ):
            raise _locked()
        return "ods"
    if "xl/workbook.bin" in names:
        raise Unreadable(
            _("Dit is een werkblad van het soort .xlsb. Dat kan hier niet gelezen worden."),
            next_step=_("Open het in Excel en sla het op als .xlsx."),
        )
    if "word/document.xml" in names or "mimetype" in names:
        raise _not_a_list(_("een Word-document of ander document"))
    if "ppt/presentation.xml" in names:
        raise _not_a_list(_("een presentatie"))
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable(
            _("Dit is een bestand van Numbers."),
            next_step=_("Kies in Numbers: Exporteer naar, Excel. Kies daarna het nieuwe bestand."),
        )
    raise Unreadable(
        _("Dit is een ingepakt bestand (zip), geen lijst."),
        next_step=_("Pak het eerst uit en kies dan het bestand met de lijst."),
    )


def _says(package: zipfile.ZipFile, name: str, words: bytes) -> bool:
    with package.open(name) as part:
        return words in part.read(1_000_000)


def _check_unpacked(package: zipfile.ZipFile, packed: int) -> None:
    """A file that unpacks to something monstrous is refused before unpacking."""
    unpacked = sum(info.file_size for info in package.infolist())
    if unpacked > MAX_UNPACKED or (unpacked > MAX_BYTES and unpacked > packed * MAX_RATIO):
        raise Unreadable(
            _("Dit bestand pakt uit tot iets veel te groots en is daarom niet gelezen."),
            next_step=_(
                "Kopieer alleen de lijst naar een nieuw, leeg werkblad en sla dat op als .xlsx."
            ),
        )


def _check_content(package: zipfile.ZipFile, kind: str) -> None:
    """Unpack once with every check sum, and look how far the filled cells reach.

    The reader makes a full grid up to the last filled cell, so one stray cell in the
    far corner would take all memory.
    """
    for info in package.infolist():
        if not info.filename.endswith(".xml"):
            continue
        content = package.read(info)
        if kind == "xlsx" and info.filename.startswith("xl/worksheets/"):
            _check_shape(*_reach(content))
        elif kind == "ods" and info.filename == "content.xml":
            _check_repeats(content)


def _reach(content: bytes) -> tuple[int, int]:
    rows = columns = 0
    for letters, digits in _CELL.findall(content):
        rows = max(rows, int(digits))
        if len(letters) > 1:
            columns = max(columns, _column_number(letters))
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_repeats(content: bytes) -> None:
    """In an .ods one line can stand for a million; only filled ones count."""
    rows = width = filled = repeated = 0
    for tag in _ODS_TAG.finditer(content):
        attributes = tag["attributes"]
        if tag["row"]:
            width, filled, repeated = 0, 0, _times(attributes)
        elif tag["cell"]:
            width += _times(attributes)
            filled = width if b"office:value" in attributes else filled
        elif tag["text"]:
            filled = width
        elif filled:
            rows += repeated
            _check_shape(rows, filled)


def _times(attributes: bytes) -> int:
    repeat = _REPEAT.search(attributes)
    return int(repeat[1]) if repeat else 1


def _read_workbook(data: bytes, kind: str) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [
                found.name for found in book.sheets_metadata if found.typ == SheetTypeEnum.WorkSheet
            ] or book.sheet_names
            return [Sheet(name, _lines(book.get_sheet_by_name(name)), kind=kind) for name in names]
    except CalamineError as error:
        if "password" in str(error).lower():
            raise _locked() from error
        raise _broken() from error
    except (OSError, ValueError, OverflowError) as error:
        raise _broken() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader itself gave up on the file
            raise _broken() from error
        raise


def _lines(sheet: CalamineSheet) -> list[Line]:
    lines = [tuple(map(_plain, line)) for line in sheet.to_python(skip_empty_area=False)]
    while lines and is_empty(lines[-1]):
        lines.pop()
    return lines


def _plain(value: object) -> Raw:
    """Text, number or date; whole numbers without `.0`, days without a time."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | int | date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return ""
