"""Small lists for tests, as the programs people use would save them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from meedoen.accounts.models import User
from meedoen.imports import actions
from meedoen.imports.models import Batch
from meedoen.imports.rules import columns, files
from meedoen.imports.rules.readings import Place, World
from meedoen.network.models import Neighbourhood

HEADER = (
    "Voornaam", "Achternaam", "Geb.datum", "Telefoon", "E-mail", "Wijk", "Postcode", "Taal",
    "Mondeling", "Schriftelijk", "Trede", "Vrijw/verpl", "Aangemeld op", "Hoe gekomen",
    "Wens / vraag",
)  # fmt: skip
WORLD = World(
    today=date(2026, 11, 23),
    places=(
        Place("1", "Overdie"),
        Place("2", "Oudorp"),
        Place("3", "De Mare", ("Mare",)),
        Place("4", "De Hoef"),
        Place("5", "Kooimeer", ("Zuid-Kooimeer",)),
    ),
)


def line(number: int = 1, **other: Any) -> list[Any]:
    """One good row about somebody who does not exist; name a header's place to change it."""
    cells: dict[str, Any] = {
        "first": "Testpersoon", "last": f"Nummer{_word(number)}",
        "birth": date(1980, 1, 1 + number % 28),
        "phone": f"06{10_000_000 + number}", "email": f"test{number}@example.org",
        "place": "Overdie",
        "postcode": "1813 AB", "language": "Arabisch", "spoken": "A2", "written": "A1",
        "step": 2,
        "category": "vrijwillig", "registered": date(2026, 3, 2), "found": "taalcafé",
        "question": "wil mensen leren kennen",
    }  # fmt: skip
    return list({**cells, **other}.values())


def _word(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


def xlsx(*lines: Sequence[Any], sheets: dict[str, list[Sequence[Any]]] | None = None) -> bytes:
    """A workbook as Excel saves it."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, found in (sheets or {"Blad1": list(lines)}).items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(found):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell != "":
                    sheet.write(row, column, cell)
    book.close()
    return kept.getvalue()


def ods(*lines: Sequence[str], extra: str = "") -> bytes:
    """A workbook as LibreOffice saves it, with text cells."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )
        + "</table:table-row>"
        for cells in lines
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Blad1">{body}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return kept.getvalue()


def csv(*lines: Sequence[Any], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A csv file in some encoding."""
    text = "\r\n".join(separator.join(str(cell) for cell in cells) for cells in lines)
    return text.encode(encoding)


def make_neighbourhoods() -> None:
    """The five areas of the guide."""
    for code, name in (
        ("overdie", "Overdie"),
        ("oudorp", "Oudorp"),
        ("de-mare", "De Mare"),
        ("de-hoef", "De Hoef"),
        ("kooimeer", "Kooimeer"),
    ):
        Neighbourhood.objects.get_or_create(code=code, defaults={"name": name})


def make_batch(*lines: Sequence[Any], by: User, checked: bool = True) -> Batch:
    """A list that was handed in, with the columns chosen as proposed."""
    sheet = files.read(xlsx(HEADER, *lines), pick=columns.pick_sheet)
    batch = actions.upload(sheet, by=by, filename="lijst.xlsx")
    if checked:
        actions.choose_columns(batch, mapping=batch.fields, by=by)
    return batch
