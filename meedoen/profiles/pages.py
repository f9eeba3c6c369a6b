"""The profile as it reads: the story part by part, wishes and care with their steps, remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from meedoen.core.errors import Words
from meedoen.intake import pages as intake, rules as intake_rules
from meedoen.intake.pages import OwnWords
from meedoen.intake.rules import Notice
from meedoen.journeys.models import Journey
from meedoen.participants.models import Participant
from meedoen.profiles import access, rules
from meedoen.profiles.choices import NeedKind, Part
from meedoen.profiles.models import Need, Remark, Text


@dataclass(frozen=True)
class Told:
    """Something from the intake that can come into the profile with one click."""

    code: str
    label: Words
    text: str
    is_taken: bool


@dataclass(frozen=True)
class PartLine:
    """One part of the story, ready to read."""

    part: Part
    slug: str
    title: Words
    ask: Words
    text: str = ""
    version: int = 0
    at: datetime | None = None
    by: str = ""
    told: list[Told] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def to_take(self) -> list[Told]:
        """What the intake says and does not stand here yet."""
        return [one for one in self.told if not one.is_taken]


@dataclass(frozen=True)
class NeedLine:
    """A wish or a point of attention with what deserves a second look in it."""

    need: Need
    notices: list[Notice]

    @property
    def steps(self) -> list[Any]:
        """The sub-goals, in the order they were named."""
        return list(self.need.subgoals.all())


@dataclass(frozen=True)
class RemarkLine:
    """What the participant said, with what deserves a second look in it."""

    remark: Remark
    notices: list[Notice]


@dataclass(frozen=True)
class Profile:
    """Everything on the page of the profile."""

    parts: list[PartLine]
    wishes: list[NeedLine]
    care: list[NeedLine]
    remarks: list[RemarkLine]
    guide: Sequence[str]
    closing: str

    @property
    def story(self) -> list[PartLine]:
        """The parts that were told, strengths first."""
        return [one for one in self.parts if one.text]

    @property
    def untold(self) -> list[PartLine]:
        """The parts in which nothing stands yet."""
        return [one for one in self.parts if not one.text]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not (self.story or self.wishes or self.care)


def profile(participant: Participant, journey: Journey | None) -> Profile:
    """The whole profile; the same number of queries, however long the story."""
    texts = {text.part: text for text in access.texts_of(participant)}
    told = intake.told(journey) if journey else {}
    needs = [NeedLine(one, _in_need(one)) for one in access.needs_of(participant)]
    outline = intake.current_outline()
    return Profile(
        parts=[_line(part, texts.get(part), told) for part in rules.PARTS],
        wishes=[line for line in needs if line.need.is_wish],
        care=[line for line in needs if not line.need.is_wish],
        remarks=[
            RemarkLine(one, _look(one._meta.verbose_name, one.text))
            for one in access.remarks_of(participant)
        ],
        guide=outline.guide,
        closing=outline.closing,
    )


def part(participant: Participant, journey: Journey | None, which: Part) -> PartLine:
    """One part of the story, with what the intake says of it."""
    told = intake.told(journey) if journey else {}
    return _line(which, access.text_of(participant, which), told)


def told_for(journey: Journey | None, which: Part, code: str) -> str:
    """What the intake says in this answer, if it belongs to this part; empty when it does not."""
    if journey is None or code not in rules.PARTS[which].told_by:
        return ""
    words = intake.told(journey).get(code)
    return words.text if words else ""


def beside(participant: Participant, journey: Journey | None, kind: NeedKind) -> list[Told]:
    """What the intake says that could be a wish, or a point of attention, to write down at once."""
    told = intake.told(journey) if journey else {}
    noted = "\n".join(one.text for one in access.needs_of(participant))
    wishes = rules.PARTS[Part.WISHES].told_by
    return _told(wishes if kind == NeedKind.WISH else rules.OBSTACLES_TOLD_BY, told, noted)


def guide_for(which: Part) -> list[str]:
    """The guiding questions (R103) that help with this part."""
    guide = intake.current_outline().guide
    return [guide[number - 1] for number in rules.PARTS[which].guide if number <= len(guide)]


def _line(which: Part, text: Text | None, told: Mapping[str, OwnWords]) -> PartLine:
    telling, words = rules.PARTS[which], text.text if text else ""
    return PartLine(
        part=which,
        slug=telling.slug,
        title=which.label,
        ask=telling.ask,
        text=words,
        version=text.version if text else 0,
        at=text.at if text else None,
        by=text.by.name if text else "",
        told=_told(telling.told_by, told, words),
        notices=_look(which.label, words),
    )


def _told(codes: Sequence[str], told: Mapping[str, OwnWords], written: str) -> list[Told]:
    return [
        Told(code, told[code].label, told[code].text, rules.has_taken(written, told[code].text))
        for code in codes
        if code in told
    ]


def _in_need(need: Need) -> list[Notice]:
    steps = "\n".join(step.what for step in need.subgoals.all())
    return _look(need.get_kind_display(), f"{need.text}\n{steps}")


def _look(label: Any, text: str) -> list[Notice]:
    kinds = intake_rules.betrays(text)
    return [Notice("", str(label), kinds)] if kinds else []
