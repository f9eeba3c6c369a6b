"""Names of languages as people write them in a list."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from meedoen.imports.rules.readings import Reading, doubt, fine, note, plain, says_nothing, words
from meedoen.imports.rules.sheets import Raw
from meedoen.participants.choices import LANGUAGES

# Languages that lists name and that we keep under a wider name, or as another language.
_WIDER = {
    "kmr": ("Kurmançi", "ku"), "ckb": ("Sorani", "ku"), "ber": ("Tarifit", "zgh"),
    "yue": ("Kantonees", "zh"),
    "om": ("Oromo", "other"), "bs": ("Bosnisch", "other"), "mk": ("Macedonisch", "other"),
    "sl": ("Sloveens", "other"), "lv": ("Lets", "other"), "et": ("Estisch", "other"),
    "az": ("Azerbeidzjaans", "other"), "he": ("Hebreeuws", "other"), "pa": ("Punjabi", "other"),
    "ne": ("Nepalees", "other"), "si": ("Singalees", "other"), "ja": ("Japans", "other"),
    "ko": ("Koreaans", "other"), "tl": ("Tagalog", "other"), "my": ("Birmaans", "other"),
    "mn": ("Mongools", "other"), "uz": ("Oezbeeks", "other"), "kk": ("Kazachs", "other"),
    "tg": ("Tadzjieks", "other"), "ug": ("Oeigoers", "other"), "ln": ("Lingala", "other"),
    "rw": ("Kinyarwanda", "other"), "rn": ("Kirundi", "other"), "ha": ("Hausa", "other"),
    "yo": ("Yoruba", "other"), "ig": ("Igbo", "other"), "tw": ("Twi", "other"),
    "wo": ("Wolof", "other"),
    "ff": ("Fula", "other"), "bm": ("Bambara", "other"), "srn": ("Sranantongo", "other"),
    "pap": ("Papiaments", "other"), "hns": ("Sarnami", "other"), "be": ("Belarussisch", "other"),
    "da": ("Deens", "other"), "sv": ("Zweeds", "other"), "no": ("Noors", "other"),
    "fi": ("Fins", "other"),
    "fy": ("Fries", "other"), "arc": ("Aramees", "other"),
}  # fmt: skip
NAMES = LANGUAGES | {code: name for code, (name, _kept) in _WIDER.items()}
del NAMES["other"]

# Other spellings and names of the same language.
_ALSO = {
    "nl": "dutch ned nederland nederlandse vlaams", "en": "english eng engelse",
    "ar": "arabic arabische arab marokkaans-arabisch",
    "tr": "turkish turkse turk", "pl": "polish poolse polnisch",
    "fa": "perzisch persian perzische iraans farsie pharsi",
    "ti": "tigrigna tigrinja tigrinia tigrinisch", "am": "amharic amhaarse amharisch",
    "so": "somali somalische somalies",
    "es": "spanish espanol spaanse", "pt": "portuguese portugese", "fr": "french franse francais",
    "de": "german duitse deutsch",
    "uk": "ukrainian oekrains oekraiense oekraine", "ru": "russian russische",
    "bg": "bulgarian bulgaarse", "ro": "romanian roemeense",
    "ps": "pashto pashtu pasjtu pasjto", "prs": "dari-perzisch", "ku": "kurdish koerdische",
    "kmr": "kurmanci kurmandji kurmanji",
    "ckb": "soran", "ur": "oerdoe", "zh": "mandarijn chinese mandarin", "yue": "cantonees",
    "th": "thai", "tl": "filipijns filipino",
    "zgh": "tamazight amazigh", "ber": "riffijns tarifiet", "srn": "surinaams sranan",
    "pap": "papiamento papiamentu", "hns": "hindoestaans",
    "hr": "croatian", "sr": "serbian", "id": "bahasa", "my": "burmees birmees",
    "arc": "suryoyo assyrisch aramees", "ne": "nepali",
    "el": "greek griekse", "it": "italian italiaanse", "hu": "hungarian hongaarse",
    "vi": "vietnamese", "sw": "kiswahili",
    "be": "wit-russisch witrussisch", "om": "oromifa afaan-oromo",
}  # fmt: skip

# Words for a country or a people, not for one language: which language is asked.
_ASKED = {
    "afghaans": ("Dari", "Pasjtoe"), "marokkaans": ("Arabisch", "Berbers"),
    "syrisch": ("Arabisch", "Koerdisch"),
    "eritrees": ("Tigrinya",), "ethiopisch": ("Amhaars", "Oromo", "Tigrinya"),
    "irakees": ("Arabisch", "Koerdisch"),
    "joegoslavisch": ("Bosnisch", "Kroatisch", "Servisch"),
    "servo-kroatisch": ("Servisch", "Kroatisch"),
    "indiaas": ("Hindi", "Punjabi", "Tamil"), "pakistaans": ("Urdu", "Punjabi"),
    "ghanees": ("Twi", "Engels"),
    "nigeriaans": ("Engels", "Yoruba", "Igbo"), "belgisch": ("Nederlands", "Frans"),
    "egyptisch": ("Arabisch",),
    "congolees": ("Lingala", "Frans"), "sri lankaans": ("Tamil", "Singalees"),
    "iraaks": ("Arabisch", "Koerdisch"),
    "braziliaans": ("Portugees",), "libanees": ("Arabisch",), "palestijns": ("Arabisch",),
    "jemenitisch": ("Arabisch",),
}  # fmt: skip

_BETWEEN = re.compile(r"\s*(?:[,;/+&|]|\ben\b|\band\b|\n)\s*", re.IGNORECASE)
_BESIDE = re.compile(r"\((.*?)\)")


def _spellings() -> dict[str, str]:
    found = {plain(name): code for code, name in NAMES.items()}
    for code, others in _ALSO.items():
        found |= {plain(word.replace("-", " ")): code for word in others.split()}
    return found


_BY_WORD = _spellings()


def spoken_languages(cell: Raw) -> Reading:
    """The codes of the languages somebody speaks, in the order written."""
    reading = _all(cell)
    if reading.value and (wider := [code for code in reading.value if code in _WIDER]):
        kept = [_WIDER[code][1] if code in _WIDER else code for code in reading.value]
        said = ", ".join(f"{NAMES[code]}: {LANGUAGES[_WIDER[code][1]]}" for code in wider)
        return note(
            list(dict.fromkeys(kept)),
            _("Bewaard onder een bredere naam (%(said)s).") % {"said": said},
        )
    return reading


def _all(cell: Raw) -> Reading:
    if says_nothing(cell):
        return fine([])
    text = _BESIDE.sub(r" , \1 ", words(cell))
    codes: list[str] = []
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        return fine([])
    for part in parts:
        found = _one(part)
        if found.value is None:
            return _within(found, part, parts)
        codes.append(found.value)
    return fine(list(dict.fromkeys(codes)))


def _within(found: Reading, part: str, parts: list[str]) -> Reading:
    """A proposal for one of several languages is a proposal for the whole cell."""
    if len(parts) == 1:
        return found
    whole = tuple(
        ", ".join(proposal if other is part else other.strip() for other in parts)
        for proposal in found.proposals
    )
    return doubt(found.reason, *whole)


@lru_cache(maxsize=512)
def _one(written: str) -> Reading:
    word = plain(written)
    code = _BY_WORD.get(word) or _BY_WORD.get(word.removesuffix(" taal").removesuffix("e"))
    if code:
        return fine(code)
    if word in _ASKED:
        return doubt(
            _("“%(word)s” is geen taal. Welke taal spreekt deze persoon?")
            % {"word": written.strip()},
            *_ASKED[word],
        )
    near = process.extract(word, _BY_WORD.keys(), scorer=fuzz.ratio, limit=4, score_cutoff=70)
    proposals = [NAMES[_BY_WORD[found]] for found, _score, _place in near][:2]
    return doubt(
        _("“%(word)s” staat niet in de lijst van talen.") % {"word": written.strip()[:60]},
        *proposals,
    )
