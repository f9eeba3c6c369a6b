"""Language levels, ladder steps and the category, as lists have them."""

import re
from datetime import date

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from meedoen.core.text import fold
from meedoen.imports.rules.readings import (
    QUESTION_MARKS,
    Reading,
    doubt,
    fine,
    note,
    plain,
    says_nothing,
    words,
    wrong,
)
from meedoen.imports.rules.sheets import Raw
from meedoen.language.choices import Level
from meedoen.language.rules import ONLY_READING_AND_WRITING, Reached
from meedoen.teams.choices import Category

LEVELS = tuple(level for level in Level if level not in (Level.UNKNOWN, Level.CAN_NOT_READ_WRITE))

_LEVEL = re.compile(
    r"(alfa|alpha)[\s\-_.]*([abc])(?![a-z0-9])|(?<![a-z0-9])([abc])\s?([0-2])(?!\d)(\s?(?:\+|plus|-plus)+)?"
)
_NOISE = re.compile(r"^(erk|niveau|nivo|nt2|taalniveau|cefr)\b[\s:.]*")
_NO_LETTERS = (
    "analfabeet",
    "analfabete",
    "kan niet lezen",
    "kan niet lezen en schrijven",
    "ongeletterd",
)
_UNKNOWN = "onbekend"
_STEP = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_STEP_WORDS = (
    ("geisoleerd", 1), ("sociale contacten", 2), ("contacten buiten", 2),
    ("georganiseerde activiteiten", 3),
    ("georganiseerd", 3), ("onbetaald werk", 4), ("vrijwilligerswerk", 4),
    ("betaald werk met ondersteuning", 5),
    ("met ondersteuning", 5), ("betaald werk", 6),
)  # fmt: skip

_CATEGORIES = {
    Category.VOLUNTARY: (
        "vrijwillig vrijw vrij vrijwilig vrijwillige vrw niet-verplicht "
        "inburgeringsbehoeftig voluntary"
    ),
    Category.MANDATORY: (
        "verplicht verpl plicht verplichte plichtig inburgeringsplichtig inburgeringsplicht "
        "mandatory"
    ),
}
_CATEGORY_WORDS = {
    word.replace("-", " "): code for code, listed in _CATEGORIES.items() for word in listed.split()
}


def level(cell: Raw, *, written: bool = False) -> Reading:
    """One language level, as a level and whether the next is near ("A1+"); two levels are asked."""
    text = words(cell)
    if text in QUESTION_MARKS:
        return doubt(
            _("Er staat een vraagteken. Weet u het niveau niet, kies dan “onbekend”."), _UNKNOWN
        )
    if says_nothing(cell):
        return fine(None)
    folded = _NOISE.sub("", fold(text)).strip(" .")
    if folded in _NO_LETTERS:
        found = Reached(Level.CAN_NOT_READ_WRITE)
        return (
            note(found, _("Gelezen als: kan niet lezen en schrijven."))
            if written
            else _no_level(text)
        )
    named = [_named(match) for match in _LEVEL.finditer(folded)]
    if not named or None in named:
        return _no_level(text)
    return _judged(text, [reached for reached in named if reached], written=written)


def _judged(text: str, found: list[Reached], *, written: bool) -> Reading:
    levels = list(dict.fromkeys(reached.level for reached in found))
    if len(levels) > 1:
        return doubt(
            _("Hier staan twee niveaus. Welk niveau is het?"), *(str(one.label) for one in levels)
        )
    reached = found[0]
    rest = _LEVEL.sub("", _NOISE.sub("", fold(text))).strip(" .-()")
    if rest:
        return doubt(
            _("Er staat meer dan een niveau. Bedoelt u %(level)s?") % {"level": reached.short},
            reached.short,
        )
    if not written and reached.level in ONLY_READING_AND_WRITING:
        return note(
            None, _("Alfa gaat over lezen en schrijven. Mondeling wordt geen niveau bewaard.")
        )
    if reached.plus:
        return note(reached, _("Gelezen als %(level)s.") % {"level": reached.label})
    return fine(reached)


def _named(match: re.Match[str]) -> Reached | None:
    if match[1]:
        return Reached(Level(f"alfa_{match[2]}"))
    name = f"{match[3]}{match[4]}"
    return Reached(Level(name), bool(match[5])) if name in LEVELS else None


def _no_level(text: str) -> Reading:
    return wrong(
        _("“%(text)s” is geen taalniveau. Kies Alfa A, B of C, of A0 tot en met C2, of “onbekend”.")
        % {"text": text[:40]}
    )


def ladder_step(cell: Raw) -> Reading:
    """A step of the participation ladder, 1 to 6."""
    if isinstance(cell, date):
        return doubt(
            _("Het rekenblad maakte hier een datum van. Stond er %(low)d-%(high)d? Kies de trede.")
            % {"low": cell.day, "high": cell.month},
            *(str(step) for step in (cell.day, cell.month) if 1 <= step <= 6),
        )
    text = words(cell)
    if text in QUESTION_MARKS:
        return doubt(
            _("Er staat een vraagteken. Weet u de trede niet, kies dan “onbekend”."), "onbekend"
        )
    if isinstance(cell, int | float) or re.fullmatch(r"-?\d+([.,]\d+)?", text):
        return _step_number(float(text.replace(",", ".")), text)
    if says_nothing(cell):
        return fine(None)
    return _step_text(text)


def _step_number(number: float, text: str) -> Reading:
    if number.is_integer() and 1 <= number <= 6:
        return fine(int(number))
    if 1 < number < 6:
        return doubt(
            _("Een halve trede bestaat niet. Kies er een."), str(int(number)), str(int(number) + 1)
        )
    return wrong(
        _("Trede %(step)s bestaat niet. De ladder loopt van 1 tot en met 6.") % {"step": text[:20]}
    )


def _step_text(text: str) -> Reading:
    folded = fold(text)
    steps = list(dict.fromkeys(int(number) for number in _STEP.findall(folded)))
    inside = [step for step in steps if 1 <= step <= 6]
    if len(inside) > 1:
        return doubt(_("Hier staan twee treden. Welke is het?"), *(str(step) for step in inside))
    named = next((step for name, step in _STEP_WORDS if name in folded), None)
    if named and "onbetaald" in folded:
        named = 4
    if inside and named and inside[0] != named:
        return doubt(
            _("Het getal en de woorden horen bij verschillende treden."), str(inside[0]), str(named)
        )
    if inside:
        bare = re.fullmatch(r"(trede|tr|stap|niveau|step)?[\s.:]*\d[.\s]*", folded)
        return (
            note(inside[0], _("Gelezen als trede %(step)d.") % {"step": inside[0]})
            if bare or named
            else doubt(_("Bedoelt u trede %(step)d?") % {"step": inside[0]}, str(inside[0]))
        )
    if steps:
        return wrong(
            _("Trede %(step)s bestaat niet. De ladder loopt van 1 tot en met 6.")
            % {"step": steps[0]}
        )
    if named:
        return doubt(_("Bedoelt u trede %(step)d?") % {"step": named}, str(named))
    return wrong(
        _("“%(text)s” is geen trede. De ladder loopt van 1 tot en met 6.") % {"text": text[:40]}
    )


def category(cell: Raw) -> Reading:
    """Voluntary or mandatory: it decides what may be asked of someone (R9), so never a guess."""
    text = words(cell)
    both = (_("vrijwillig"), _("verplicht"))
    if says_nothing(cell):
        return doubt(_("Neemt deze persoon vrijwillig of verplicht deel?"), *both)
    word = plain(text).replace("-", " ")
    if word in _CATEGORY_WORDS:
        return fine(_CATEGORY_WORDS[word])
    if word == "v":
        return doubt(_("“V” kan vrijwillig of verplicht zijn. Welke is het?"), *both)
    first = word.split(" ")[0]
    if first in _CATEGORY_WORDS and "niet" not in word and _other(first) not in word:
        return fine(_CATEGORY_WORDS[first])
    near = process.extractOne(word, _CATEGORY_WORDS.keys(), scorer=fuzz.ratio, score_cutoff=75)
    if near:
        meant = both[0] if _CATEGORY_WORDS[near[0]] == Category.VOLUNTARY else both[1]
        return doubt(_("Bedoelt u %(meant)s?") % {"meant": meant}, meant)
    return doubt(
        _("“%(text)s” zegt niet of deelname vrijwillig of verplicht is.") % {"text": text[:40]},
        *both,
    )


def _other(word: str) -> str:
    return "verpl" if _CATEGORY_WORDS[word] == Category.VOLUNTARY else "vrij"
