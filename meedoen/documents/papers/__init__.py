"""What each paper needs to be filled in: the contract between the work and the printer.

A paper is a typst template beside this file. It gets its data as JSON and nothing else. Dates
may be given as `date` and times as `time`; they are put in Dutch on the way. A field that is
`NotRequired` may be left out; an empty text or list counts as left out.

Raise the version of a paper when its fixed words change: the version stands in its footer, so
that every kept copy says which words were signed.
"""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

FOLDER = Path(__file__).parent

Bound = Literal["none", "agreement", "legal_duty"]
Side = Literal["participant", "organisation"]
Kind = Literal["language", "participation", "care", "other"]
Daypart = Literal["morning", "afternoon", "evening"]
Point = list[int]
Stroke = list[Point]


@dataclass(frozen=True)
class Paper:
    """One kind of paper: which template, under which title, in which version of its words."""

    name: str
    title: str
    version: str


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("plan", "Uw plan", "2026-1"),
        Paper("commitments", "Onze afspraken", "2026-1"),
        Paper("agreement", "Inburgeringsovereenkomst", "2026-1"),
        Paper("letter", "Brief", "2026-1"),
        Paper("closing", "Uw eindgesprek", "2026-1"),
    )
}


# The fixed sentences of the agreement. They stand on the screen where somebody signs as well,
# word for word in Dutch: what is signed is what was read. A change asks for a new version above.
AGREEMENT_WORDS = {
    "about": "U wilt Nederlands leren en meedoen. Hoe u dat gaat doen, staat in uw plan.",
    "about_plan": "Het plan hoort bij deze overeenkomst. Wij kunnen het plan samen veranderen.",
    "we_do": "Wij doen wat er in uw plan bij ons staat.",
    "you_do": "U doet wat er in uw plan bij u staat.",
    "trouble": "Lukt iets niet? Zeg het ons dan snel. Samen zoeken wij een oplossing.",
    "free": "Tot u tekent, bent u tot niets verplicht",
    "signing": (
        "Tekent u? Dan gelden de afspraken vanaf dat moment, voor u en voor ons. Voor de tijd "
        "vóór uw handtekening geldt niets. Tekent u niet? Dan heeft dat geen gevolgen. U kunt "
        "later altijd nog beginnen."
    ),
    "stopping": (
        "U kunt stoppen. Bel dan eerst uw vaste contactpersoon. Samen kijken wij wat er nodig "
        "is. Wilt u daarna nog stoppen? Dan schrijven wij op wanneer u stopt. Ook wij kunnen "
        "stoppen, maar niet zonder met u te praten. Wij zeggen dan waarom."
    ),
    "privacy": (
        "Wij schrijven alleen op wat nodig is om u te helpen. Alleen mensen die u begeleiden "
        "zien uw gegevens. Wij houden bij wie in uw dossier kijkt. Anderen krijgen uw gegevens "
        "alleen als u dat goed vindt, of als de wet het zegt. U mag altijd zien wat wij over u "
        "weten. Klopt er iets niet? Dan verbeteren wij het."
    ),
}
FIXED: dict[str, dict[str, str]] = {"agreement": AGREEMENT_WORDS}


class Contact(TypedDict):
    """The fixed contact person, as the participant reaches them (R109)."""

    name: str
    role: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]


class Base(TypedDict):
    """What every paper carries."""

    organisation: str
    team: NotRequired[str]
    participant_name: str
    case_number: str
    dated: date
    contact: NotRequired[Contact | None]
    # What obliges the participant today (R9). "none": nothing yet, and the paper says so.
    bound: Bound


class Slot(TypedDict):
    """One part of one day; Monday is 0."""

    day: int
    daypart: Daypart


class Part(TypedDict):
    """One part of the plan: what, with whom, where, when, and why it suits this person."""

    name: str
    kind: Kind
    kind_label: str
    organisation: NotRequired[str]
    place: NotRequired[str]
    when: NotRequired[str]
    slots: NotRequired[list[Slot]]
    starts_on: NotRequired[date | None]
    ends_on: NotRequired[date | None]
    hours_per_week: NotRequired[float | None]
    why: NotRequired[str]
    # True when this part comes after the trajectory (R110).
    is_afterwards: NotRequired[bool]


class LanguageLine(TypedDict):
    """One skill: where the participant is and where they want to be."""

    skill: str
    now: NotRequired[str]
    target: NotRequired[str]


class Ladder(TypedDict):
    """The participation ladder, step 1 to 6, with the words of the step."""

    now: int
    now_label: str
    target: NotRequired[int | None]
    target_label: NotRequired[str]


class Commitment(TypedDict):
    """Who does what and when, on either side (R67)."""

    what: str
    who: str
    side: Side
    due_on: NotRequired[date | None]
    when: NotRequired[str]
    is_done: NotRequired[bool]
    done_on: NotRequired[date | None]


class PlanData(Base):
    """The trajectory plan (R65)."""

    version: int
    core_question: NotRequired[str]
    goals: list[str]
    parts: list[Part]
    is_dual: bool
    language: NotRequired[list[LanguageLine]]
    ladder: NotRequired[Ladder | None]
    commitments: NotRequired[list[Commitment]]
    talks: NotRequired[list[date]]


class CommitmentsData(Base):
    """The list of commitments of both sides (R67)."""

    commitments: list[Commitment]


class Signature(TypedDict):
    """How the participant signed: drawn on the screen, or by typing the own name."""

    strokes: NotRequired[list[Stroke]]
    typed_name: NotRequired[str]
    signed_on: date
    signed_at: NotRequired[time | None]
    place: NotRequired[str]


class AgreementData(Base):
    """The integration agreement (R10). Without `signature` it is the copy to read first."""

    plan_version: int
    represented_by: NotRequired[str]
    we_do: list[str]
    you_do: list[str]
    starts_on: NotRequired[date | None]
    ends_on: NotRequired[date | None]
    explained_in: NotRequired[str]
    interpreter: NotRequired[str]
    signature: NotRequired[Signature | None]


class LetterData(Base):
    """A message on paper: what it is about, and what it says, paragraph by paragraph."""

    subject: str
    paragraphs: list[str]


class GoalLine(TypedDict):
    """One goal of the plan, how far it came, and what the participant says about it."""

    text: str
    outcome: NotRequired[str]
    is_reached: NotRequired[bool]
    words: NotRequired[str]


class ThenAndNow(TypedDict):
    """Something that was measured at the start and at the end."""

    what: str
    then: NotRequired[str]
    now: NotRequired[str]


class ClosingData(Base):
    """The closing interview, to take home (requirements 1.8)."""

    goals: list[GoalLine]
    language: NotRequired[list[ThenAndNow]]
    ladder: NotRequired[ThenAndNow | None]
    helped: NotRequired[str]
    hindered: NotRequired[str]
    onward: NotRequired[str]
    onward_where: NotRequired[str]
    # The days on which we ask how it goes; empty when the participant wants no aftercare.
    calls: NotRequired[list[date]]
    reach_by: NotRequired[str]
    ambassador: NotRequired[bool]


# The drawing surface of a signature, in its own units.
SIGNATURE_WIDTH = 1000
SIGNATURE_HEIGHT = 400
