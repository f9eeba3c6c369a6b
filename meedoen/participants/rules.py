"""Decisions about a person's registration; nothing here knows a database."""

import re
from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from meedoen.core.errors import NotPossible
from meedoen.core.text import fold, name_key, tokens

_PHONE = re.compile(r"[+\d][\d\s()./-]*")
_CASE = re.compile(r"(?=.*\d)[A-Z\d]{2,3}-?[A-Z\d]{0,4}")
SOUGHT_WORDS = 6

ADULT = 18
OLDEST = 110


def age_on(birth_date: date, day: date) -> int:
    """Full years on that day."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def birth_date_problem(birth_date: date | None, *, today: date) -> str:
    """What is wrong with a birth date, or nothing. Dossiers are for adults only."""
    if birth_date is None:
        return ""
    if birth_date > today:
        return _("Deze geboortedatum ligt in de toekomst.")
    age = age_on(birth_date, today)
    if age < ADULT:
        return _("Meedoen is er voor mensen van 18 jaar en ouder. Klopt de geboortedatum?")
    if age > OLDEST:
        return _("Iemand van %(age)d jaar? Kijk de geboortedatum nog eens na.") % {"age": age}
    return ""


def check_adult(birth_date: date | None, *, today: date) -> None:
    """Refuse a birth date that cannot be of an adult who lives today."""
    problem = birth_date_problem(birth_date, today=today)
    if problem:
        raise NotPossible(problem, next_step=_("Verbeter de datum of laat hem leeg."))


def phone_number(text: str) -> str | None:
    """The number as `+31612345678`; empty stays empty, what cannot be a number gives None."""
    text = text.strip()
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_for_reading(e164: str) -> str:
    """`06 12345678` for a Dutch number, `+49 …` for another; as people read it aloud."""
    if not e164:
        return ""
    try:
        number = phonenumbers.parse(e164, "NL")
    except phonenumbers.NumberParseException:
        return e164
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if number.country_code == 31
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(number, style))


def display_name(first: str, last: str, called: str = "") -> str:
    """As somebody wants to be called, with the surname."""
    return f"{called or first} {last}".strip()


@dataclass(frozen=True)
class Identity:
    """What two entries are compared on."""

    name_key: str
    phone: str = ""
    email: str = ""
    birth_date: date | None = None

    @classmethod
    def of(
        cls,
        first: str,
        last: str,
        *,
        phone: str = "",
        email: str = "",
        birth_date: date | None = None,
    ) -> "Identity":
        """From what was typed: names without accents and order, mail without capitals."""
        return cls(name_key(first, last), phone, fold(email.strip()), birth_date)


def likeness(one: Identity, other: Identity) -> list[str]:
    """Why two entries may be the same person, in words for the user; empty when they need not be.

    A shared phone or mail counts by itself (households share them, so it is a question and
    never a verdict). The same name counts unless both birth dates are known and differ.
    """
    reasons = []
    birth_differs = (
        one.birth_date is not None
        and other.birth_date is not None
        and one.birth_date != other.birth_date
    )
    if one.name_key and one.name_key == other.name_key and not birth_differs:
        same_birth = one.birth_date is not None and one.birth_date == other.birth_date
        reasons.append(_("dezelfde naam en geboortedatum") if same_birth else _("dezelfde naam"))
    if one.phone and one.phone == other.phone:
        reasons.append(_("hetzelfde telefoonnummer"))
    if one.email and one.email == other.email:
        reasons.append(_("hetzelfde e-mailadres"))
    return reasons


@dataclass(frozen=True)
class Sought:
    """What somebody types to find a person, read as one of three things."""

    words: tuple[str, ...] = ()
    phone: str = ""
    case_number: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.phone or self.case_number)


def read_sought(text: str) -> Sought:
    """Digits are a phone number, a few signs with a digit a case number, the rest is a name."""
    text = text.strip()[:200]
    if _PHONE.fullmatch(text):
        return Sought(phone=_phone_beginning(text))
    bare = text.upper().replace(" ", "")
    if _CASE.fullmatch(bare):
        has_dash = "-" in bare or len(bare) < 4
        return Sought(case_number=bare if has_dash else f"{bare[:3]}-{bare[3:]}")
    return Sought(words=tuple(word[:40] for word in tokens(text)[:SOUGHT_WORDS]))


def _phone_beginning(text: str) -> str:
    """How a number that begins like this is kept: `06 12`, `0031612`, `612` all begin `+31612`."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        number = f"+{digits}"
    elif digits.startswith("00"):
        number = f"+{digits[2:]}"
    elif digits.startswith("0"):
        number = f"+31{digits[1:]}"
    elif digits.startswith("31"):
        number = f"+{digits}"
    else:
        number = f"+31{digits}"
    return number if len(number) >= len("+316123") else ""


class Spelling:
    """The words of all names, to find the ones that somebody may have meant.

    A slip is one letter wrong, missing, too many, or two that changed places. What is typed may
    be the beginning of a word. Words of under four letters are taken as they are.
    """

    SHORTEST = 4
    # A word learned by another process may become visible after a later one: look back a little.
    LOOK_BACK = 200

    def __init__(self) -> None:
        self.latest = 0
        self._words: set[str] = set()
        self._beginnings: dict[int, dict[str, list[str]]] = {}

    @property
    def since(self) -> int:
        """From which number on words may be new."""
        return self.latest - self.LOOK_BACK

    def learn(self, number: int, word: str) -> None:
        """One more word."""
        self.latest = max(self.latest, number)
        if word not in self._words:
            self._words.add(word)
            for length, by_beginning in self._beginnings.items():
                by_beginning.setdefault(word[:length], []).append(word)

    def near(self, typed: str) -> list[str]:
        """Known words that begin with what was typed, give or take one slip; nearest first."""
        if len(typed) < self.SHORTEST:
            return []
        found: dict[str, float] = {}
        for length in (len(typed), len(typed) + 1, len(typed) - 1):
            beginnings = self._cut(length)
            close = process.extract(
                typed, beginnings.keys(), scorer=OSA.distance, score_cutoff=1, limit=None
            )
            for beginning, distance, _place in close:
                for word in beginnings[beginning]:
                    found.setdefault(word, distance + abs(len(word) - len(typed)) / 100)
        return sorted(found, key=lambda word: (found[word], word))

    def fits(self, typed: str, words: str) -> bool:
        """Whether one of these words begins with what was typed, give or take one slip."""
        for word in words.split():
            if word.startswith(typed):
                return True
            if len(typed) >= self.SHORTEST and any(
                OSA.distance(typed, word[:length]) <= 1
                for length in (len(typed), len(typed) + 1, len(typed) - 1)
            ):
                return True
        return False

    def _cut(self, length: int) -> dict[str, list[str]]:
        """The words by how they begin, made once for each length."""
        if length not in self._beginnings:
            cut: dict[str, list[str]] = {}
            for word in self._words:
                cut.setdefault(word[:length], []).append(word)
            self._beginnings[length] = cut
        return self._beginnings[length]
