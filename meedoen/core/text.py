"""Text as people type it: cleaned, folded for finding, cut in words."""

import re
import unicodedata

# Small letters that do not come apart under NFKD but that people type without their mark.
_PLAIN = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ə": "e", "ǝ": "e", "’": "'",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Zero-width and bidirectional marks, soft hyphen, byte order mark: invisible in a name.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# Control characters, and halves of characters that no database can keep.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """What was typed, without invisible and control characters and outer space, in NFC."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()


def has_invisible(text: str) -> bool:
    """Whether the text holds characters that nobody can see."""
    return bool(_INVISIBLE.search(text) or _CONTROL.search(text))


def fold(text: str) -> str:
    """Lower case, without accents: `Çelik` and `celik` fold alike."""
    if text.isascii():
        return text.lower()  # nothing to take apart
    spread = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def name_key(*parts: str) -> str:
    """The words of a name, folded and sorted: the same for every order and accent."""
    return " ".join(sorted(tokens(" ".join(parts))))


def sort_name(first: str, last: str) -> str:
    """How a name sorts in a Dutch list: by surname, `van der` behind it, then the first name."""
    words = tokens(last)
    small = {"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "t", "el", "al"}
    start = 0
    while start < len(words) - 1 and words[start] in small:
        start += 1
    return " ".join([*words[start:], *tokens(first), *words[:start]])
