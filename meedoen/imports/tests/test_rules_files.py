"""Files as they are handed in: read by content, refused with what to do."""

import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given, strategies as st

from meedoen.imports.rules import columns, files
from meedoen.imports.rules.sheets import MAX_BYTES, Unreadable
from meedoen.imports.tests.factories import HEADER, csv, line, ods, package, xlsx

TEXT_LINES = [list(HEADER), [str(cell) for cell in line(1)], [str(cell) for cell in line(2)]]


def _refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        files.read(data, pick=columns.pick_sheet)
    assert str(refusal.value.next_step)
    return str(refusal.value.message)


def test_a_workbook_keeps_text_numbers_and_dates_apart():
    sheet = files.read(xlsx(["titel"], [], HEADER, line(1, phone=612345678, step=2.0)))

    assert sheet.lines[0][0] == "titel"
    assert sheet.lines[3][2] == date(1980, 1, 2)
    assert sheet.lines[3][3] == 612345678
    assert sheet.lines[3][10] == 2


def test_a_workbook_of_libreoffice_is_read_too():
    sheet = files.read(ods(*TEXT_LINES))

    assert sheet.kind == "ods"
    assert list(sheet.lines[0]) == list(HEADER)
    assert sheet.lines[1][0] == "Testpersoon"


def test_a_million_empty_lines_at_the_end_of_a_libreoffice_sheet_do_not_count():
    tail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    assert len(files.read(ods(*TEXT_LINES, extra=tail)).lines) == 3


def test_a_line_repeated_a_million_times_is_refused_before_it_is_made():
    bomb = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )

    assert "rijen" in _refused(ods(*TEXT_LINES, extra=bomb))


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_csv_file_of_any_program_is_read(separator, encoding):
    lines = [*TEXT_LINES, ["Zoë", "Müller", *TEXT_LINES[1][2:]]]

    sheet = files.read(csv(*lines, separator=separator, encoding=encoding))

    assert list(sheet.lines[0]) == list(HEADER)
    assert sheet.lines[3][:2] == ("Zoë", "Müller")


def test_excels_own_separator_line_and_text_with_line_ends_are_understood():
    data = b'sep=;\r\nVoornaam;Achternaam;Wens\r\nEen;Test;"wil leren;\r\nen werken"\r\n'

    sheet = files.read(data)

    assert sheet.lines[1] == ("Een", "Test", "wil leren;\nen werken")


def test_a_stray_quote_that_swallows_lines_is_said():
    lines = [
        f'Testpersoon;Nummer{n};"1-1-1980' if n == 3 else f"Testpersoon;Nummer{n};x"
        for n in range(30)
    ]

    assert "aanhalingsteken" in _refused("\n".join(lines).encode())


def test_a_renamed_csv_file_is_read_by_its_content():
    assert files.read(csv(*TEXT_LINES)).kind == "csv"


def test_the_sheet_with_people_is_chosen_and_the_others_named():
    data = xlsx(sheets={
        "Toelichting": [["Deze lijst is van het team"], ["Vraag het de coördinator"]],
        "Deelnemers": [["Lijst"], HEADER, line(1), line(2)],
        "Codes": [["code", "naam"], ["1", "een"]],
    })  # fmt: skip

    sheet = files.read(data, pick=columns.pick_sheet)

    assert sheet.name == "Deelnemers"
    assert sheet.others == ("Toelichting", "Codes")


def _ole(stream: str) -> bytes:
    return files.OLE + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf\r\n  ", "leeg"),
        (b"\x00" * 5000, "leeg"),
        (b"%PDF-1.7 rest", "pdf"),
        (b"\xff\xd8\xff\xe0 foto", "foto"),
        (b"\x89PNG\r\n\x1a\n plaatje", "foto"),
        (b"\x00\x00\x00\x18ftypheic plaatje", "foto"),
        (b"{\\rtf1 brief}", "tekstdocument"),
        (b"<html><table><tr><td>Voornaam</td></tr></table>", "webpagina"),
        (b"<?xml version='1.0'?><Workbook/>", "webpagina"),
        (_ole("EncryptedPackage"), "wachtwoord"),
        (_ole("Workbook"), ".xls"),
        (_ole("WordDocument"), "Word"),
        (b"PK\x03\x04 afgebroken", "beschadigd"),
        (xlsx(HEADER, line())[:-200], "beschadigd"),
        (package({"word/document.xml": "<x/>"}), "Word"),
        (package({"ppt/presentation.xml": "<x/>"}), "presentatie"),
        (package({"Index/Document.iwa": "x"}), "Numbers"),
        (package({"xl/workbook.bin": "x"}), ".xlsb"),
        (package({"lijst.csv": "a;b"}), "zip"),
        (package({"xl/workbook.xml": "<kapot"}), "beschadigd"),
        (xlsx(), "geen enkele gevulde cel"),
        (b"zomaar een zin", "geen lijst"),
        (bytes(range(256)) * 40, "geen lijst"),
        (b"Voornaam;Achternaam\nEen\x00;Test\n" * 200, "geen lijst"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data, said):
    assert said in _refused(data)


def test_a_locked_workbook_of_libreoffice_is_recognised():
    locked = package({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
        "content.xml": b"\x01\x02",
    })  # fmt: skip

    assert "wachtwoord" in _refused(locked)


def test_a_huge_file_is_refused_at_once():
    data = b"x" * (MAX_BYTES * 5)
    began = time.perf_counter()

    assert "te groot: 50 MB" in _refused(data)
    assert time.perf_counter() - began < 0.2


def test_a_file_that_unpacks_to_something_monstrous_is_not_unpacked():
    bomb = package({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"0" * 40_000_000})

    assert "te groots" in _refused(bomb)


def test_a_single_cell_in_the_far_corner_is_refused_before_it_fills_the_memory():
    parts = dict(_parts(xlsx(HEADER, line())))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far).encode()

    assert "rijen" in _refused(package(parts))


def test_empty_cells_with_only_a_colour_do_not_make_a_list_too_long():
    parts = dict(_parts(xlsx(HEADER, line())))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    far = '<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far).encode()

    assert len(files.read(package(parts)).lines) == 2


def _parts(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [(name, book.read(name)) for name in book.namelist()]


def test_too_many_rows_and_too_many_columns_are_refused():
    assert "20000 rijen" in _refused(b"Voornaam;Achternaam\n" + b"Een;Test\n" * 20_100)
    assert "200 kolommen" in _refused(csv([f"k{n}" for n in range(300)], ["x"] * 300))


def _read_or_told(data: bytes) -> str:
    try:
        return files.read(data, pick=columns.pick_sheet).kind
    except Unreadable as refusal:
        return str(refusal.message)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_never_break(data):
    assert _read_or_told(data)


@given(st.binary(max_size=200), st.integers(0, 5000))
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(junk, place):
    whole = _GOOD
    place = min(place, len(whole))
    assert _read_or_told(whole[:place] + junk + whole[place + len(junk) :])


_GOOD = xlsx(HEADER, line(1), line(2))
