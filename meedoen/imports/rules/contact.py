"""How to reach someone: phone, mail, neighbourhood and postcode."""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from meedoen.core.text import fold
from meedoen.imports.choices import Kind
from meedoen.imports.rules.readings import (
    Place,
    Reading,
    World,
    doubt,
    fine,
    note,
    plain,
    says_nothing,
    words,
    wrong,
)
from meedoen.imports.rules.sheets import Raw

_MANY = re.compile(r"\s*(?:[;,|\n]|\s/\s|(?<=\d)/(?=0|\+)|\bof\b|\ben\b|&)\s*")
_BETWEEN = re.compile(r"\s*(?:[;,|\n\s]|\bof\b|\ben\b|/)\s*")
_MAIL = re.compile(r"^[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\W\d_]{2,}$")
_LABEL = re.compile(r"^(tel|telefoon|mob|mobiel|gsm|t|m)[.:\s]+", re.IGNORECASE)
_DIALLED = re.compile(r"[+(]?\d[\d\s().\-/]{6,}")
_SCALE = re.compile(r"^\d(?:[.,]\d+)?e\+?\d+$", re.IGNORECASE)
_KNOWN_HOSTS = (
    "gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "live.com", "yahoo.com",
    "icloud.com",
    "ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl", "xs4all.nl", "upcmail.nl", "msn.com",
    "casema.nl", "hetnet.nl",
)  # fmt: skip
# Whole hosts that exist and only look like a slip of another.
_FINE_HOSTS = frozenset(
    (
        *_KNOWN_HOSTS,
        "mail.com",
        "email.com",
        "live.be",
        "me.com",
        "ymail.com",
        "gmx.com",
        "home.com",
    )
)


def phone(cell: Raw) -> Reading:
    """A phone number in international form; a lost zero is put back and said."""
    if says_nothing(cell):
        return fine("")
    text = words(cell)
    if _SCALE.match(text):
        return wrong(
            _("Het rekenblad heeft dit nummer afgekapt (%(text)s). Vul het hele nummer in.")
            % {"text": text[:20]}
        )
    parts = [part for part in _MANY.split(text) if len(re.sub(r"\D", "", part)) >= 7]
    if len(parts) > 1:
        found = [number for part in parts if (number := _number(part))]
        return doubt(
            _("Hier staan twee nummers. Welk nummer kiest u?"),
            *(_shown(number) for number in found),
        )
    return _one_phone(text)


def _one_phone(text: str) -> Reading:
    text = _LABEL.sub("", text)
    if re.search(r"[^\W\d_]{2,}", text):
        inside = _DIALLED.search(text)
        number = _number(inside[0]) if inside else None
        if number:
            return doubt(_("Er staat meer dan een nummer in deze cel."), _shown(number))
        return wrong(_wrong_length(text))
    number = _number(text)
    if number is None:
        return wrong(_wrong_length(text))
    code = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    digits = re.sub(r"\D", "", text)
    if not text.lstrip("( ").startswith(("+", "0")) and not digits.startswith("00"):
        return note(
            code,
            _("De eerste 0 was weggevallen; gelezen als %(number)s.") % {"number": _shown(number)},
        )
    return fine(code)


def _number(text: str) -> PhoneNumber | None:
    """The number, when it is one that can exist."""
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15:
        return None
    if len(digits) == 9 and not text.lstrip("( ").startswith(("+", "0")):
        text = "0" + digits
    elif len(digits) == 11 and digits.startswith("31") and not text.lstrip("( ").startswith("+"):
        text = "+" + digits
    else:
        text = text.replace("(0)", "")
    try:
        number = phonenumbers.parse(text, "NL")
    except NumberParseException:
        return None
    if number.country_code == 31 and len(str(number.national_number)) != 9:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def _shown(number: PhoneNumber) -> str:
    if number.country_code == 31:
        return f"0{number.national_number}"
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _wrong_length(text: str) -> str:
    digits = len(re.sub(r"\D", "", text))
    if not digits:
        return _("Hier staat geen telefoonnummer.")
    return _(
        "Dit nummer kan niet: een Nederlands nummer heeft 10 cijfers, hier staan er %(digits)d."
    ) % {"digits": digits}


def email(cell: Raw, world: World) -> Reading:
    """A mail address, in small letters."""
    if says_nothing(cell):
        return fine("")
    text = words(cell).strip("<>;,. ").removeprefix("mailto:").lower()
    if _MAIL.match(text) and ".." not in text:
        return _checked_mail(text, world)
    several = [part for part in _BETWEEN.split(text) if _MAIL.match(part)]
    if several:
        return doubt(_("Er staat meer dan een adres in deze cel."), *several)
    mended = (
        text.replace(" ", "")
        .replace(",", ".")
        .replace("(at)", "@")
        .replace("[at]", "@")
        .replace("..", ".")
    )
    mended = re.sub(r"@+", "@", mended)
    if _MAIL.match(mended):
        return wrong(_("Dit is geen e-mailadres."), mended)
    return wrong(_("Dit is geen e-mailadres. Laat het leeg als er geen is."))


def _checked_mail(text: str, world: World) -> Reading:
    if len(text) > 254:
        return wrong(_("Dit e-mailadres is te lang."))
    name, _at, host = text.rpartition("@")
    if host not in _FINE_HOSTS:
        near = [
            known
            for known in _KNOWN_HOSTS
            if DamerauLevenshtein.distance(host, known, score_cutoff=1) <= 1
        ]
        if near:
            return doubt(
                _("Bedoelt u %(host)s?") % {"host": near[0]}, f"{name}@{near[0]}", value=text
            )
    if not world.accepts_mail(text):
        bare = fold(text) if world.accepts_mail(fold(text)) else ""
        return Reading(
            "",
            Kind.NOTE,
            _("Een adres met zo’n teken kan een dossier niet bewaren. Het wordt niet overgenomen."),
            tuple(filter(None, (bare,))),
        )
    if not text.isascii():
        return note(
            text,
            _("Dit adres heeft een letter met een teken erop. Dat komt voor, maar kijk het na."),
        )
    return fine(text)


def postcode(cell: Raw) -> Reading:
    """The four digits; the letters are not kept."""
    if says_nothing(cell):
        return fine("")
    text = fold(words(cell)).upper().replace("NL-", "")
    match = re.fullmatch(r"([1-9]\d{3})\s*([A-Z]{2})?", text)
    if match:
        return fine(match[1])
    loose = re.match(r"([1-9]\d{3})\s*[-.,]?\s*([A-Z]{2})?\b", text)
    if loose and not re.match(r"\d{5}", text):
        return doubt(_("Dit is geen postcode."), loose[1])
    return wrong(_("Dit is geen postcode. Een postcode is als 1811 AB."))


def neighbourhood(cell: Raw, world: World) -> Reading:
    """The id of a working area: by name or other name; the nearest is proposed, never taken."""
    if says_nothing(cell):
        return fine(None)
    text = words(cell)
    if not world.places:
        return note(None, _("Er zijn nog geen wijken ingericht. De wijk wordt niet overgenomen."))
    wanted = plain(text)
    by_name = _by_name(world.places)
    if wanted in by_name:
        return fine(by_name[wanted].id)
    inside = [place for place in world.places if _stands_in(place, wanted)]
    if inside:
        return doubt(
            _("“%(text)s”: welke wijk is het?") % {"text": text[:60]},
            *(place.name for place in inside),
        )
    near = process.extract(wanted, by_name.keys(), scorer=fuzz.WRatio, limit=3, score_cutoff=72)
    if near:
        names = [by_name[found].name for found, _score, _place in near]
        return doubt(_("“%(text)s” is geen wijk die wij kennen.") % {"text": text[:60]}, *names[:2])
    return doubt(
        _("“%(text)s” is geen wijk waar wij werken. Kies een wijk of maak de cel leeg.")
        % {"text": text[:60]}
    )


@lru_cache(maxsize=8)
def _by_name(places: tuple[Place, ...]) -> dict[str, Place]:
    return {plain(name): place for place in places for name in (*place.aliases, place.name)}


def _stands_in(place: Place, wanted: str) -> bool:
    parts = re.split(r"\s*[/+&,|]\s*|\sen\s|\sof\s|-", wanted)
    names = {plain(name) for name in (place.name, *place.aliases)}
    return any(part.strip() in names for part in parts)
