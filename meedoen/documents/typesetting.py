"""Papers made by typst: archivable (PDF/A-2a), accessible (PDF/UA-1), the same every time.

Data goes in as JSON; source is never built from what people typed. Letters that the fonts do
not have are replaced, because a paper with a mark for a missing letter is better than none.
"""

import json
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.functional import Promise

import meedoen
from meedoen.core.time import dutch_date
from meedoen.documents.papers import FIXED, FOLDER, PAPERS

FONTS = Path(meedoen.__file__).parent / "static" / "vendor" / "paper-fonts"
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
MISSING = "\N{REPLACEMENT CHARACTER}"
# A word longer than this may be broken, so that it stays on the page.
LONGEST_WORD = 28


class FontsMissing(RuntimeError):
    """The fonts for papers are not installed; the front-end build puts them in place."""


def render(paper: str, data: Mapping[str, Any]) -> bytes:
    """One paper as PDF. The same data gives the same bytes, today and next year."""
    kind = PAPERS[paper]
    dated: date = data["dated"]
    fixed = FIXED.get(paper, {})
    filled = {**data, "title": kind.title, "paper_version": kind.version, "fixed": fixed}
    moment = datetime(dated.year, dated.month, dated.day, 12, tzinfo=UTC)
    try:
        return _compile(paper, _plain(filled, _coverage()), moment)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # A letter and a mark that no font has together: set the text without marks.
        return _compile(paper, _plain(filled, _letters_only()), moment)


def unprintable(text: str) -> str:
    """The letters of this text that a paper cannot show, each once, in order."""
    covered = _coverage()
    lost = (letter for letter in _normal(text) if ord(letter) not in covered)
    return "".join(dict.fromkeys(lost))


def _compile(paper: str, data: object, moment: datetime) -> bytes:
    return typst.compile(
        FOLDER / f"{paper}.typ",
        root=FOLDER,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=moment,
    )


def _plain(value: object, covered: frozenset[int]) -> object:
    """The value as JSON knows it, with Dutch dates and numbers."""
    match value:
        case None | bool() | int():
            return value
        case str() | Promise():
            return _printable(str(value), covered)
        case date():
            return dutch_date(value)
        case time():
            return f"{value.hour:02}:{value.minute:02}"
        case float() | Decimal():
            return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        case Mapping():
            return {str(key): _plain(inner, covered) for key, inner in value.items()}
        case _ if isinstance(value, Iterator | list | tuple):
            return [_plain(inner, covered) for inner in value]
    raise TypeError(f"A paper cannot hold {type(value).__name__}.")


def _printable(text: str, covered: frozenset[int]) -> str:
    shown = "".join(_letter(letter, covered) for letter in _normal(text))
    return " ".join(_breakable(word) for word in shown.split(" "))


def _normal(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(letter for letter in composed if letter == "\n" or letter.isprintable())


def _letter(letter: str, covered: frozenset[int]) -> str:
    if letter == "\n" or ord(letter) in covered:
        return letter
    # A picture or a loose mark says nothing that is missed; a letter does.
    return MISSING if unicodedata.category(letter)[0] in "LN" else ""


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    pieces = [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]
    return "\N{ZERO WIDTH SPACE}".join(pieces)


@cache
def _fonts() -> typst.Fonts:
    if not any(FONTS.glob("*.ttf")):
        raise FontsMissing(f"No fonts in {FONTS}: run the front-end build first.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _coverage() -> frozenset[int]:
    """Every character that each weight of a family can show."""
    families: dict[str, set[int]] = {}
    for file in sorted(FONTS.glob("*.ttf")):
        family = file.name.split("_")[0]
        shown = set(_characters(file.read_bytes()))
        families[family] = families.get(family, shown) & shown
    return frozenset().union(*families.values()) - {0}


@cache
def _letters_only() -> frozenset[int]:
    """The characters of the first family that stand on their own."""
    return frozenset(
        code
        for code in _coverage()
        if code < 0x530 and unicodedata.category(chr(code))[0] in "LNPZS"
    )


def _characters(font: bytes) -> Iterator[int]:
    """The characters in the segmented coverage table (cmap, format 12) of a TrueType font."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _sum, start, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            yield from _segments(font, start)
            return


def _segments(font: bytes, cmap: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        offset = cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * number)[0]
        form = struct.unpack_from(">H", font, offset)[0]
        if form == 12:
            for group in range(struct.unpack_from(">L", font, offset + 12)[0]):
                first, last, _glyph = struct.unpack_from(">LLL", font, offset + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == 4:
            yield from _short_segments(font, offset)


def _short_segments(font: bytes, offset: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
