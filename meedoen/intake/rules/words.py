"""A gentle look at free text: does it give away an illness or a religion? Never a refusal.

A short list of plain words, compared as whole words. It will miss things and it will
sometimes be wrong; that is why it only asks. What it finds is never stored or logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meedoen.core.text import tokens
from meedoen.intake.choices import Kind, Sensitive
from meedoen.intake.rules.lists import Section

_DIAGNOSIS = """
    adhd add aids alcoholist alcoholverslaving alzheimer angststoornis anorexia antidepressiva astma
    autisme autist autistisch beroerte bipolair borderline burnout chemotherapie copd dementie
    depressie depressief depressies diabetes diagnose diagnoses drugsverslaving dyslexie epilepsie
    fibromyalgie gediagnosticeerd gehandicapt hartaanval hepatitis hernia hiv kanker medicijnen
    medicatie migraine miskraam parkinson psychiater psychiatrisch psychose psychotisch ptsd ptss
    reuma schizofreen schizofrenie slaappillen stoornis suikerziekte trauma traumas tuberculose
    tumor verslaafd verslaving ziekte ziektes
"""
_RELIGION = """
    allah atheist bekeerd bijbel boeddhist boeddhistisch christelijk christen christenen dominee
    gelovig geloofsgemeenschap hindoe hindoes hindoeistisch imam islam islamitisch jehova joods jood
    katholiek kerk koran moskee moslim moslima moslims orthodox pastoor protestant protestants
    ramadan religie religieus sikh sjiitisch soennitisch synagoge
"""
_KIND_OF = {
    **dict.fromkeys(_DIAGNOSIS.split(), Sensitive.DIAGNOSIS),
    **dict.fromkeys(_RELIGION.split(), Sensitive.RELIGION),
}
_TEXTS = frozenset({Kind.SHORT, Kind.LONG})


@dataclass(frozen=True)
class Notice:
    """In this answer there may be something that should not be written down."""

    question: str
    label: str
    kinds: tuple[Sensitive, ...]


def betrays(text: str) -> tuple[Sensitive, ...]:
    """What kinds of sensitive things a text seems to hold."""
    found = {_KIND_OF[word] for word in tokens(text) if word in _KIND_OF}
    return tuple(kind for kind in Sensitive if kind in found)


def notices(section: Section, answers: Mapping[str, Any]) -> list[Notice]:
    """The answers of a section that deserve a second look."""
    found = []
    for question in section.questions:
        if question.kind in _TEXTS and (kinds := betrays(answers.get(question.code) or "")):
            found.append(Notice(question.code, question.label, kinds))
    return found
