"""Codes that nobody sees: one for each question for ever, never used again for something else."""

import re
from collections.abc import Collection

from meedoen.core.text import tokens
from meedoen.questionnaires.choices import OWN_CODE, OWN_FROM

_SMALL = frozenset({
    "de", "het", "een", "u", "uw", "en", "of", "is", "in", "op", "van", "voor", "te", "wat", "hoe",
    "wie", "waar", "welke",
})  # fmt: skip
_LETTERS = "bcdefghijklmnopqrstuvwxyz"
_LONGEST = 26  # a code of a part has room for 30
# Words in the address of a part, or on a button, that mean something else.
_KEPT_SLUGS = frozenset({"back", "next", "stay", "overview"})


def new_code(text: str, *, taken: Collection[str]) -> str:
    """A code that says something, and that no version of this list ever used."""
    return _free("_".join([OWN_CODE, *_words(text)])[:_LONGEST].rstrip("_"), "_", taken)


def new_slug(text: str, *, taken: Collection[str]) -> str:
    """The address of a new part."""
    slug = "-".join(_words(text))[:_LONGEST].rstrip("-") or "deel"
    return _free(slug, "-", {*taken, *_KEPT_SLUGS})


def next_version(versions: Collection[int]) -> int:
    """The number of the next version that an agency makes itself."""
    return max(OWN_FROM, *(number + 1 for number in versions)) if versions else OWN_FROM


def _words(text: str) -> list[str]:
    plain = [re.sub(r"[^a-z]", "", word) for word in tokens(text)]
    telling = [word for word in plain if word and word not in _SMALL]
    return (telling or [word for word in plain if word])[:3]


def _free(code: str, joint: str, taken: Collection[str]) -> str:
    if code not in taken and code != OWN_CODE:
        return code
    tail = 0
    while (made := f"{code}{joint}{_tail(tail)}") in taken:
        tail += 1
    return made


def _tail(number: int) -> str:
    size = len(_LETTERS)
    return (
        _LETTERS[number] if number < size else _tail(number // size - 1) + _LETTERS[number % size]
    )
