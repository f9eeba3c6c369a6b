"""What a question list never asks: origin, religion, illness and the like (standards 6.2).

Plain patterns over folded text, and the words by which the intake looks over answers. It cannot
catch every detour; it catches the ordinary ones, says which word, and says what to ask instead.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meedoen.core.text import clean, fold, tokens
from meedoen.intake.choices import Sensitive
from meedoen.intake.rules.words import betrays
from meedoen.questionnaires.choices import INSTEAD, Topic

# Ordinary sentences with a word in them that means something else here.
_HARMLESS = re.compile(
    r"\bziek ?(?:te )?meld\w*|\bziekmelding\w*|\bmeld\w* (?:u |je |zich |uw kind )?ziek\b"
    r"|\bziektekosten\w*|\bgezondheidszorg\b|\bgeloofwaardig\w*"
    r"|\bgelo(?:of|oft|ven) (?:u |je )?in (?:u|je|zich)?zelf\b|\bgelooft? (?:ik|u) dat\b"
)
_PATTERNS: dict[Topic, tuple[str, ...]] = {
    Topic.ORIGIN: (
        r"(?:land|landen|plaats|streek|gebied) van (?:herkomst|afkomst|oorsprong)",
        r"\w*herkomst\w*", r"\w*afkomst(?:ig)?", r"afstamming", r"oorsprong",
        r"geboorte ?(?:land|plaats|streek|grond|dorp|stad)\w*", r"(?:in|na|on)?geboren",
        r"(?:moeder|vader|thuis)land", r"\w*nationaliteit\w*", r"staatsburger\w*",
        r"nederlanderschap", r"welke? paspoort\w*",
        r"etnisch\w*", r"\w*etniciteit\w*", r"ras|rassen|raciaal|raciale", r"huidskleur\w*",
        r"allochto\w*", r"autochto\w*", r"\w*migratie ?achtergrond\w*",
        r"culturele (?:achtergrond|afkomst|wortels|identiteit)", r"roots",
        r"(?:stam|clan|kaste|volk|volksgroep|bevolkingsgroep)(?:pen|s)?",
        r"opgegroeid", r"waarvandaan",
        r"waar (?:kom|komt|komen|kwam|kwamen)\b[^.?!]{0,40}\bvandaan",
        r"(?:van)?uit welke? (?:land|landen|streek|cultuur|volk|stam|dorp|werelddeel)",
        r"welke? land(?:en)? (?:kom|komt|komen|kwam)",
        r"(?:land|landen) van (?:uw|je|jouw|hun|zijn|haar|de) (?:vader|moeder|ouders?|familie)",
        r"waar (?:zijn|liggen) (?:uw|je|jouw) (?:ouders|wortels|vader|moeder)\w*",
        r"marokka(?:an|anse|nen)", r"turken", r"syriers?", r"afghan?e?n|afghaan", r"eritreeers?",
        r"somaliers?", r"surinamers?", r"antillia(?:an|nen)", r"koerd(?:en)?", r"molukkers?",
        r"roma|sinti|zigeuners?",
    ),
    Topic.RELIGION: (
        r"(?:on)?gelo(?:of|oft|ven|vig|vige|vigen|vde)", r"geloofs\w*", r"religi\w*",
        r"\w*godsdienst\w*", r"levens(?:beschouw|overtuig)\w*", r"god", r"allah",
        r"kerk(?:en|elijk\w*|genootschap\w*|dienst\w*|gang\w*|bezoek\w*|gemeente)?",
        r"moskee\w*", r"synagoge\w*", r"tempels?", r"gebedshu\w*", r"gebed(?:en|sruimte\w*)?",
        r"bid|bidt|bidden", r"vasten|ramadan", r"hoofddoek\w*", r"halal|koosjer|kosher",
        r"islam\w*", r"moslim\w*", r"christen(?:en|dom|heid)?", r"christelijk\w*", r"katholie\w*",
        r"protestant\w*", r"hindoe\w*", r"boeddh?is\w*", r"jood|joods|joodse|joden|jodendom",
        r"sikh\w*", r"jehova\w*", r"athei\w*", r"bijbel\w*", r"koran\w*",
        r"welke? feest(?:en|dagen)?\b[^.?!]{0,30}\bvier\w*",
    ),
    Topic.HEALTH: (
        r"(?:ge)?diagnos\w*", r"\w*ziektes?", r"ziekte\w*", r"ziek|zieken?", r"gezondheids?\w*",
        r"\w*medicijn\w*", r"medicatie\w*", r"geneesmiddel\w*", r"pillen", r"medisch\w*",
        r"\w*zwanger\w*", r"in verwachting", r"miskra\w*", r"abortus",
        r"(?:ge)?handicap\w*", r"invalid\w*", r"arbeidsongeschikt\w*", r"beperking(?:en)?",
        r"(?:lichamelijke|geestelijke|mentale|verstandelijke) (?:klacht|problem|toestand)\w*",
        r"psychisch\w*", r"psychiat\w*", r"psycholoo?g(?:en)?", r"aandoening\w*", r"\w*stoornis\w*",
        r"syndroom", r"\w*trauma\w*", r"depress\w*", r"burn ?out", r"autis\w*", r"kanker\w*",
        r"dement\w*", r"\w*verslav\w*", r"\w*verslaafd\w*", r"therapie\w*", r"therapeut\w*",
        r"onder behandeling", r"behandela(?:ar|ren)", r"allergi\w*",
        r"pijn|pijnklacht\w*", r"overspannen",
        r"drugs\w*", r"alcohol\w*", r"hiv|aids|ptss|ptsd|adhd",
    ),
    Topic.CRIMINAL: (
        r"strafbla\w*", r"veroordeeld\w*", r"veroordeling\w*", r"gevangenis\w*", r"detentie",
        r"justiti\w*", r"strafbare? feit\w*", r"crimine\w*", r"reclassering",
    ),
    Topic.NUMBER: (
        r"bsn(?:nummer)?", r"burger ?service ?nummer\w*", r"sofi ?nummer\w*",
        r"vreemdelingen ?nummer\w*",
    ),
    Topic.PRIVATE: (
        r"seksu\w*", r"geaardheid", r"homo|homoseksu\w*", r"lesbisch\w*", r"transgender\w*",
        r"politieke? (?:voorkeur|partij|overtuiging|mening|kleur)\w*", r"op welke partij",
        r"vakbond\w*",
    ),
}  # fmt: skip
_FINDERS = [
    (topic, re.compile(rf"\b(?:{'|'.join(patterns)})\b")) for topic, patterns in _PATTERNS.items()
]
_TOPIC_OF = {Sensitive.DIAGNOSIS: Topic.HEALTH, Sensitive.RELIGION: Topic.RELIGION}
_SENTENCES = re.compile(r"(?<=[.!?\n])\s*")
_WARNS = re.compile(r"\b(?:geen|niet|nooit|zonder)\b")
_JOINS = re.compile(r"(?<=\w)[-‐‑·._](?=\w)")


@dataclass(frozen=True)
class Finding:
    """One thing in a text that a question list does not ask: the word, and what it is about."""

    word: str
    topic: Topic

    @property
    def message(self) -> str:
        """Why not, and what to ask instead."""
        return _("“%(word)s” gaat over %(topic)s. Dat vragen wij niet. %(instead)s") % {
            "word": self.word,
            "topic": self.topic.label,
            "instead": INSTEAD[self.topic],
        }


def findings(text: str) -> list[Finding]:
    """What in this question or answer is not asked; one finding for each topic."""
    folded = fold(clean(text))
    found: dict[Topic, str] = {}
    for form in (folded, _JOINS.sub("", folded), _JOINS.sub(" ", folded)):
        plain = _HARMLESS.sub(" ", " ".join(form.split()))
        for topic, finder in _FINDERS:
            match = finder.search(plain)
            if match:
                found.setdefault(topic, match.group())
        for word in tokens(plain):
            for kind in betrays(word):
                found.setdefault(_TOPIC_OF[kind], word)
    return [Finding(found[topic], topic) for topic in Topic if topic in found]


def findings_in_advice(text: str) -> list[Finding]:
    """The same for an explanation, which may well say what is *not* to be asked or written."""
    told = [
        sentence
        for sentence in _SENTENCES.split(text)
        if sentence.rstrip().endswith("?") or not _WARNS.search(fold(sentence))
    ]
    return findings(" ".join(told))


def messages(texts: Iterable[str], *, advice: bool = False) -> list[str]:
    """The refusals for some texts, each said once."""
    look = findings_in_advice if advice else findings
    return list(dict.fromkeys(one.message for text in texts for one in look(text)))
