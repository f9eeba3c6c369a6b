"""Where the header is, and which column is about what."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from meedoen.core.errors import NotPossible
from meedoen.imports.choices import NAMES, Field
from meedoen.imports.rules.readings import plain, words
from meedoen.imports.rules.sheets import Line, Sheet, is_empty, shown

LOOK_FOR_HEADER = 30
_NEAR = 86

_SYNONYMS: dict[Field, str] = {
    Field.FIRST_NAME: "voornaam|voornamen|voor naam|firstname|first name|given name|vnaam",
    Field.PREFIX: "tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|tv|tussenv|tussen",
    Field.LAST_NAME: (
        "achternaam|achter naam|familienaam|geslachtsnaam|lastname|last name|surname|"
        "family name|anaam"
    ),
    Field.FULL_NAME: (
        "naam|volledige naam|hele naam|naam deelnemer|naam clint|naam inburgeraar|deelnemer|"
        "naam kandidaat|naam client|voor en achternaam|voornaam en achternaam|"
        "voornaam achternaam|achternaam voornaam|name|full name"
    ),
    Field.CALLED: "roepnaam|roep naam|genoemd|noemt zich|aanspreeknaam",
    Field.BIRTH_DATE: (
        "geboortedatum|geb datum|gebdatum|geboorte datum|geb dat|gebdat|geboren|geboren op|"
        "geb|gbdatum|date of birth|dob|birthdate|geboortedag"
    ),
    Field.PHONE: (
        "telefoon|telefoonnummer|tel|tel nr|telnr|telefoon nummer|mobiel|mobiel nummer|"
        "mobiele nummer|mobiele telefoon|06 nummer|06|gsm|phone|telefoonnr|telnummer|"
        "nummer telefoon|telefoon mobiel|whatsapp|mobile"
    ),
    Field.EMAIL: (
        "e mail|email|mail|emailadres|e mailadres|mailadres|e mail adres|email adres|"
        "e-mailadres|mail adres"
    ),
    Field.NEIGHBOURHOOD: (
        "wijk|buurt|werkgebied|stadsdeel|wijk buurt|buurt wijk|wijknaam|wijk woonplaats|"
        "neighbourhood|gebied"
    ),
    Field.POSTCODE: "postcode|post code|pc|pc4|pc6|postkode|zip|zipcode|postcode cijfers",
    Field.LANGUAGES: (
        "taal|talen|moedertaal|eerste taal|spreektaal|spreekt|gesproken taal|voertaal|"
        "thuistaal|taal talen|moedertalen|contacttaal|gesproken talen|language|languages|"
        "taal die iemand spreekt|eigen taal"
    ),
    Field.SPOKEN: (
        "mondeling|niveau mondeling|mondeling niveau|taalniveau mondeling|mond|"
        "mondelinge vaardigheid|niveau mond|mnd"
    ),
    Field.WRITTEN: (
        "schriftelijk|niveau schriftelijk|schriftelijk niveau|taalniveau schriftelijk|"
        "schrift|niveau schrift|schr"
    ),
    Field.READING: "lezen|niveau lezen|leesniveau|leesvaardigheid|taalniveau lezen|le",
    Field.LISTENING: (
        "luisteren|niveau luisteren|luisterniveau|luistervaardigheid|taalniveau luisteren|lu"
    ),
    Field.WRITING: (
        "schrijven|niveau schrijven|schrijfniveau|schrijfvaardigheid|taalniveau schrijven|sc"
    ),
    Field.SPEAKING: "spreken|niveau spreken|spreekniveau|spreekvaardigheid|taalniveau spreken|sp",
    Field.LADDER: (
        "trede|ladder|participatieladder|trede ladder|trede participatieladder|"
        "trede op de participatieladder|participatietrede|pl trede|ladderstap|"
        "niveau participatieladder|par ladder|p ladder"
    ),
    Field.CATEGORY: (
        "vrijw verpl|vrijwillig verplicht|categorie|vrijwillig of verplicht|v v|"
        "verplicht vrijwillig|soort deelname|doelgroep|verpl vrijw|vrijwillig|verplicht|"
        "inburgeringsplicht|plichtig|vrijw|soort deelnemer|deelname|status deelname"
    ),
    Field.REGISTERED_ON: (
        "aangemeld op|aanmelddatum|datum aanmelding|aanmeldingsdatum|aangemeld|"
        "inschrijfdatum|ingeschreven op|datum inschrijving|instroomdatum|datum instroom|"
        "startdatum|datum aangemeld|aanmelding|registratiedatum|in beeld sinds"
    ),
    Field.FOUND_THROUGH: (
        "hoe gekomen|via|gekomen via|wervingskanaal|hoe bij ons gekomen|aangemeld door|"
        "aangemeld via|bron|verwijzer|verwezen door|hoe bekend|hoe gevonden|kanaal|"
        "doorverwezen door|werving|herkomst aanmelding|aangebracht door"
    ),
    Field.QUESTION: (
        "wens vraag|wens|vraag|wensen|vraag wens|hulpvraag|leerwens|leervraag|doel|doelen|"
        "wat wil iemand|motivatie|wens of vraag|leerdoel|vraag van deelnemer|kernvraag|"
        "ontwikkelwens|wat wilt u"
    ),
}  # fmt: skip
# What is not kept of anybody, and why: the column is left behind before anything is stored.
_REFUSED = {
    "bsn": (
        "bsn|burgerservicenummer|sofinummer|sofi|burger service nummer|v nummer|vnummer|"
        "vreemdelingennummer|bsn nummer|paspoortnummer|documentnummer"
    ),
    "origin": (
        "nationaliteit|land van herkomst|herkomst|geboorteland|herkomstland|etniciteit|"
        "afkomst|land|geboorteplaats|bevolkingsgroep|culturele achtergrond|allochtoon|"
        "nationaliteiten"
    ),
    "belief": "geloof|religie|godsdienst|levensovertuiging|geloofsovertuiging",
    "health": (
        "diagnose|medisch|gezondheid|ziekte|medicatie|beperking|klachten|"
        "medische bijzonderheden|psychisch|handicap"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list with what it is probably about."""

    place: int
    header: str
    field: Field | None = None
    sure: bool = False
    remark: str = ""
    samples: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header stands, and the columns under it."""

    header_row: int | None
    columns: list[Column] = field(default_factory=list)

    @property
    def mapping(self) -> dict[int, Field]:
        """Column number to field, for the columns that are used."""
        return {column.place: column.field for column in self.columns if column.field}

    @property
    def has_names(self) -> bool:
        """Whether there is a column with a name: without it nobody can be registered."""
        return any(column.field in NAMES for column in self.columns)


def _table() -> dict[str, Field]:
    return {plain(word): about for about, listed in _SYNONYMS.items() for word in listed.split("|")}


_BY_HEADER = _table()
_BY_REFUSED = {plain(word): why for why, listed in _REFUSED.items() for word in listed.split("|")}


def check_mapping(mapping: Mapping[int, Field], *, width: int) -> None:
    """A list needs names, each thing once, in columns that exist."""
    if any(not 0 <= place < width for place in mapping):
        raise NotPossible(_("Deze kolom staat niet in de lijst."))
    chosen = list(mapping.values())
    twice = sorted({str(about.label) for about in chosen if chosen.count(about) > 1})
    if twice:
        raise NotPossible(
            _("Twee kolommen zijn allebei: %(names)s.") % {"names": ", ".join(twice)},
            next_step=_("Kies bij een van de twee “niet gebruiken”."),
        )
    if not set(chosen) & set(NAMES):
        raise NotPossible(
            _("Geen enkele kolom is een naam. Zonder naam kan niemand worden aangemeld."),
            next_step=_("Kies bij een kolom voornaam, achternaam of hele naam."),
        )


def header_key(text: str) -> str:
    """A header as it is looked up: folded, signs made spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", plain(text)).split())


def signature(headers: Sequence[str]) -> str:
    """The same for two lists with the same columns, so that a choice can be remembered."""
    return hashlib.sha256("\n".join(map(header_key, headers)).encode()).hexdigest()


def about(header: str) -> tuple[Field | None, bool]:
    """What a header says the column holds, and whether that is sure."""
    key = header_key(header)
    if not key or key in _BY_REFUSED:
        return None, False
    if key in _BY_HEADER:
        return _BY_HEADER[key], True
    if len(key) < 4:
        return None, False
    bare = header_key(re.sub(r"\(.*?\)", "", header))
    if bare in _BY_HEADER:
        return _BY_HEADER[bare], True
    near = process.extractOne(key, _BY_HEADER.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return (_BY_HEADER[near[0]], False) if near else (None, False)


def refusal(header: str) -> str:
    """Why a column is left behind: some things are never kept."""
    why = _BY_REFUSED.get(header_key(header))
    if why == "bsn":
        return _("Nummers van de overheid (zoals het BSN) bewaart Meedoen niet.")
    if why == "origin":
        return _("Afkomst en nationaliteit bewaart Meedoen niet.")
    if why == "belief":
        return _("Geloof bewaart Meedoen niet.")
    return _("Gegevens over gezondheid bewaart Meedoen niet.") if why else ""


def find_header(lines: Sequence[Line]) -> int | None:
    """The line with the most headers that we know; a title above it does not count.

    One header that we know for sure is enough in the first filled line.
    """
    best, most, first = None, 1, None
    for place, line in enumerate(lines[:LOOK_FOR_HEADER]):
        texts = [words(cell) for cell in line if isinstance(cell, str) and cell.strip()]
        known = len({meant for text in texts if len(text) < 60 and (meant := _meant(text))})
        if first is None and texts:
            first = place
            if len(texts) > 1 and any(about(text)[1] or refusal(text) for text in texts):
                most, best = 1, place
        if known > most:
            best, most = place, known
    return best


def _meant(header: str) -> str:
    """What a header is about, be it something that is never kept."""
    found, _sure = about(header)
    return found.value if found else _BY_REFUSED.get(header_key(header), "")


def find_line(lines: Sequence[Line], headers: Sequence[str]) -> int | None:
    """The first line in which all these words stand."""
    for place, line in enumerate(lines[:LOOK_FOR_HEADER] if headers else ()):
        if set(headers) <= {words(cell) for cell in line}:
            return place
    return None


def pick_sheet(sheets: list[Sheet]) -> Sheet:
    """The sheet whose header says most; with no header anywhere the fullest one."""

    def weight(sheet: Sheet) -> tuple[int, int]:
        place = find_header(sheet.lines)
        known = (
            {about(words(cell))[0] for cell in sheet.lines[place]} - {None}
            if place is not None
            else set()
        )
        return len(known), sum(not is_empty(line) for line in sheet.lines)

    return max(sheets, key=weight)


def lay_out(
    sheet: Sheet,
    *,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    header_row: int | None = None,
) -> Layout:
    """The columns with a proposal for each; a mapping that was chosen before wins."""
    place = find_header(sheet.lines) if header_row is None else header_row
    headers = headers_of(sheet, place)
    before = (remembered or {}).get(signature(headers))
    columns = [
        _column(number, header, sheet.lines[(place if place is not None else -1) + 1 :], before)
        for number, header in enumerate(headers)
    ]
    return Layout(place, _one_each(columns) if before is None else columns)


def headers_of(sheet: Sheet, place: int | None) -> list[str]:
    """The words above each column; a column without words gets its letter."""
    line = sheet.lines[place] if place is not None else ()
    texts = [words(line[number]) if number < len(line) else "" for number in range(sheet.width)]
    return [
        text[:120] or _("Kolom %(letter)s") % {"letter": letter(number)}
        for number, text in enumerate(texts)
    ]


def letter(number: int) -> str:
    """The letter of a column as spreadsheets show it: A to Z, AA and on."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _column(
    number: int, header: str, lines: Sequence[Line], before: Mapping[str, str] | None
) -> Column:
    why = refusal(header)
    values = (shown(line[number]).strip() for line in lines if number < len(line))
    samples: list[str] = []
    for value in values:
        if value and value[:60] not in samples:
            samples.append(value[:60])
        if len(samples) == 3:
            break
    if why:
        return Column(number, header, remark=why, refused=True)
    if before is not None:
        chosen = before.get(str(number), "")
        return Column(
            number,
            header,
            Field(chosen) if chosen in Field.values else None,
            True,
            "",
            tuple(samples),
        )
    found, sure = about(header)
    found, sure = (found, sure) if found else (_by_content(samples), False)
    return Column(number, header, found, sure, "", tuple(samples))


def _by_content(samples: Sequence[str]) -> Field | None:
    """A column whose header says nothing: mail addresses and phone numbers speak for themselves."""
    if len(samples) > 1 and all("@" in value for value in samples):
        return Field.EMAIL
    if len(samples) > 1 and all(
        re.fullmatch(r"(\+31|0)6[\s-]?\d[\d\s-]{6,10}", value) for value in samples
    ):
        return Field.PHONE
    return None


def _one_each(columns: list[Column]) -> list[Column]:
    """Each field once: the surest column has it, the first when equally sure."""
    named = {column.field for column in columns}
    if Field.FULL_NAME in named and Field.FIRST_NAME in named and Field.LAST_NAME not in named:
        columns = [
            _as(column, Field.LAST_NAME) if column.field == Field.FULL_NAME else column
            for column in columns
        ]
    elif Field.FULL_NAME in named and Field.LAST_NAME in named:
        columns = [
            _as(column, None) if column.field == Field.FULL_NAME else column for column in columns
        ]
    owner: dict[Field, Column] = {}
    for column in columns:
        if column.field and (
            column.field not in owner or (column.sure and not owner[column.field].sure)
        ):
            owner[column.field] = column
    return [
        column if not column.field or owner[column.field] is column else _as(column, None)
        for column in columns
    ]


def _as(column: Column, about_what: Field | None) -> Column:
    return Column(
        column.place,
        column.header,
        about_what,
        False,
        column.remark,
        column.samples,
        column.refused,
    )
