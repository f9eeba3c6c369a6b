"""Names and free text."""

import re
from functools import lru_cache

from django.utils.translation import get_language, gettext as _

from meedoen.core.text import clean, fold
from meedoen.imports.rules.readings import (
    Reading,
    doubt,
    fine,
    note,
    plain,
    says_nothing,
    words,
    wrong,
)
from meedoen.imports.rules.sheets import Raw, shown
from meedoen.participants.choices import FoundThrough

MAX_NAME = 100
MAX_TEXT = 20_000

_FORMULA = re.compile(r"^\s*(=|\+(?!\d)|@(?=\w+\()|-(?=\w+\())")
_SMALL = {
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "'t", "t", "el", "al",
    "von", "da", "do", "dos",
    "di", "la", "le", "bin", "ibn", "ben", "abu", "d'", "del", "'s", "aan", "bij", "voor", "zum",
    "zur", "af", "ait",
}  # fmt: skip
_WAYS = {
    word: way
    for way, listed in {
        FoundThrough.COMMUNITY_CENTRE: "buurthuis|wijkcentrum|buurtcentrum|wijkhuis|buurthuiskamer",
        FoundThrough.COFFEE: "koffie|inloop|theehuis",
        FoundThrough.LANGUAGE_CAFE: "taalcafe|taalhuis|bibliotheek|bieb|taalpunt",
        FoundThrough.SELF_ORGANISATION: "zelforganisatie|stichting|vereniging|moskee|kerk",
        FoundThrough.AMBASSADOR: "ambassadeur|sleutelpersoon|sleutelfiguur",
        FoundThrough.FAMILY: (
            "familie|vriend|vriendin|buren|buurman|buurvrouw|kennis|zus|broer|partner|man|"
            "vrouw|moeder"
        ),
        FoundThrough.SCHOOL: "school|juf|leerkracht|peuterspeelzaal|kinderopvang",
        FoundThrough.GP: "huisarts|dokter|zorg|praktijkondersteuner|ggd|wijkverpleegkundige",
        FoundThrough.MUNICIPALITY: "gemeente|zaffier|duo|uwv|sociale dienst|wijkteam|klantmanager",
        FoundThrough.HOME_VISIT: "huisbezoek",
        FoundThrough.FLYER: "folder|flyer|poster|krant|krantje|brief",
        FoundThrough.SELF: "zelf|zichzelf|eigen initiatief",
    }.items()
    for word in listed.split("|")
}  # fmt: skip
# Longer words first (`zelforganisatie` is not `zelf`); short ones must stand by themselves.
_WAY = re.compile(
    r"\b("
    + "|".join(
        word + (r"\b" if len(word) < 5 else "") for word in sorted(_WAYS, key=len, reverse=True)
    )
    + ")"
)
# Words that tell about health or belief. Meedoen has no place for that, also not in a sentence.
_HEALTH = re.compile(
    r"\b(depressi\w*|ptss|ptsd|diagnos\w*|medicijn\w*|medicatie|psychi\w*|psycho(?:se|sen|tisch|loog)|trauma\w*|adhd|autis\w*"
    r"|kanker|diabet\w*|suikerziekte|hiv|aids|epilep\w*|schizo\w*|verslaa\w*|verslav\w*|alcoholi\w*|drugs|gehandicapt"
    r"|handicap|chronisch\w*|ziekte\w*|burn-?out|angststoornis|borderline|dement\w*|zwanger\w*|abortus|therapie)\b"
)
_BELIEF = re.compile(
    r"\b(moskee\w*|kerkelijk|kerk|moslim\w*|islam\w*|christen\w*|christelijk\w*|katholi\w*|protestant\w*|joods\w*|jood"
    r"|joden|hindoe\w*|boeddh\w*|gelovig\w*|godsdienst\w*|imam|bijbel\w*|koran\w*|synagoge\w*|ramadan|religi\w*|atheis\w*"
    r"|alevi\w*|soenni\w*|sjii\w*|jezidi\w*|yezidi\w*|bekeerd\w*)\b"
)
_NO_NAME = frozenset(("", "onbekend", "nvt", "n v t", "geen", "leeg", "naam onbekend"))
_NINE = re.compile(r"(?<!\d)\d{4}[. ]?\d{2}[. ]?\d{3}(?!\d)")
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>")


def name(cell: Raw) -> Reading:
    """A name as written; what looks odd is asked."""
    text = words(cell)
    if plain(text) in _NO_NAME or (len(text) < 4 and not any(letter.isalnum() for letter in text)):
        return fine("")
    if len(text) > MAX_NAME:
        return wrong(_("Deze naam is te lang (hoogstens %(most)d tekens).") % {"most": MAX_NAME})
    if "@" in text or _TAG.search(text) or _FORMULA.match(text):
        return wrong(_("Dit is geen naam."))
    if any(letter.isdecimal() for letter in text):
        without = " ".join(re.sub(r"[\d()#*]+", " ", text).split())
        return doubt(_("In deze naam staat een cijfer."), *filter(None, (without,)), value=text)
    mended = unscrambled(shown(cell))
    if mended:
        return doubt(_("Deze naam lijkt beschadigd bij het opslaan."), mended, value=text)
    if "\ufffd" in text or "?" in text:
        return doubt(_("In deze naam is een letter verloren gegaan. Verbeter de naam."), value=text)
    return fine(text)


def unscrambled(text: str) -> str:
    """`JoaquÃ­n` as it was before it was saved in the wrong letters, or nothing."""
    if not any(letter in text for letter in "ÃÅÄÂâ"):
        return ""
    try:
        return clean(text.encode("cp1252").decode("utf-8"))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def split_name(text: str) -> tuple[Reading, str, str]:
    """First name and surname out of one cell, with what to say about the cut."""
    before, comma, after = text.partition(",")
    parts = text.split()
    if comma and before.strip() and after.strip():
        first, last = after.strip(), before.strip()
        small = [word for word in first.split() if fold(word) in _SMALL]
        first = " ".join(word for word in first.split() if word not in small)
        return (
            note(text, _("Gelezen als voornaam %(first)s.") % {"first": first}),
            first,
            " ".join([*small, last]),
        )
    if len(parts) < 2:
        return (
            doubt(_("Hier staat maar een naam. Is dit de voornaam of de achternaam?"), value=text),
            text,
            "",
        )
    cut = next((place for place, word in enumerate(parts) if place and fold(word) in _SMALL), 0)
    if cut or len(parts) == 2:
        cut = cut or 1
        first, last = " ".join(parts[:cut]), " ".join(parts[cut:])
        return note(text, _("Gelezen als voornaam %(first)s.") % {"first": first}), first, last
    ways = [f"{' '.join(parts[cut:])}, {' '.join(parts[:cut])}" for cut in range(1, len(parts))]
    return doubt(_("Waar begint de achternaam?"), *ways[:3]), "", ""


def found_through(cell: Raw) -> Reading:
    """How somebody came to us, as one of the known ways; another way is kept as `anders`."""
    if says_nothing(cell):
        return fine("")
    text = words(cell)
    wanted = plain(text).replace("-", " ")
    exact = _ways_by_label(get_language() or "").get(wanted)
    if exact:
        return fine(exact)
    hits = {_WAYS[found] for found in _WAY.findall(wanted)}
    if len(hits) == 1:
        return fine(hits.pop())
    if hits:
        return doubt(
            _("Dit kan op twee manieren. Welke is het?"), *sorted(str(way.label) for way in hits)
        )
    return note(FoundThrough.OTHER, _("Bewaard als “anders”."))


@lru_cache(maxsize=4)
def _ways_by_label(language: str) -> dict[str, FoundThrough]:
    return {plain(str(way.label)).replace("-", " "): way for way in FoundThrough}


def long_text(cell: Raw) -> Reading:
    """Somebody's own words: kept as they are and never interpreted."""
    text = clean(shown(cell))
    if not text or text in ("-", "?", "nvt", "n.v.t."):
        return fine("")
    if len(text) > MAX_TEXT:
        return wrong(_("Deze tekst is te lang (hoogstens %(most)d tekens).") % {"most": MAX_TEXT})
    folded = fold(text)
    if holds_citizen_number(text):
        return doubt(
            _("Hier staat misschien een burgerservicenummer. Dat hoort hier niet: haal het weg."),
            value=text,
        )
    if _HEALTH.search(folded) or _BELIEF.search(folded):
        return doubt(
            _(
                "Deze tekst zegt misschien iets over gezondheid of geloof. "
                "Schrijf alleen op wat nodig is."
            ),
            value=text,
        )
    mended = unscrambled(text)
    if mended:
        return doubt(_("Deze tekst lijkt beschadigd bij het opslaan."), mended, value=text)
    if _FORMULA.match(text):
        return note(text, _("Dit is een formule. Hij is als gewone tekst gelezen en doet niets."))
    return fine(text)


def holds_citizen_number(text: str) -> bool:
    """Nine digits that pass the check of the Dutch citizen number."""
    return any(_passes(re.sub(r"\D", "", found)) for found in _NINE.findall(text))


def _passes(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return total % 11 == 0 and digits != "000000000"


def harmless(text: str) -> str:
    """Text that a spreadsheet program will not take for a formula when it opens our export."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
