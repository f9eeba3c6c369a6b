"""Reads put together: progress and profile of an intake, facts for matching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.core.conditions import Among, Many
from meedoen.core.prepared import Prepared
from meedoen.core.time import dutch_date, today
from meedoen.intake import access, rules
from meedoen.intake.models import PARTS, Advice, Intake, SectionAnswers, Talk
from meedoen.intake.rules import Notice, Outline, PersonFacts, Question, Section
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey, Milestone
from meedoen.ladder.choices import Moment

__all__ = ["PersonFacts", "people_facts", "person_facts"]

ADVICE_TEXTS = ("core_question", "analysis", "recommendation", *PARTS)


@dataclass(frozen=True)
class SectionLine:
    """One section in the overview: whether something is in it, and what."""

    slug: str
    label: str
    explanation: str
    minutes: int
    saved: str
    is_today: bool = False
    draft: str = ""
    answers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_filled(self) -> bool:
        return bool(self.answers)

    @property
    def talk(self) -> str:
        """In which talk it was written down."""
        if not self.is_filled:
            return ""
        return _("dit gesprek") if self.is_today else _("eerder gesprek")

    @property
    def is_earlier(self) -> bool:
        """Whether all of it stands here from a talk before today."""
        return self.is_filled and not self.is_today


@dataclass(frozen=True)
class TalkLine:
    """One sitting: when, with whom, and about what."""

    title: str
    by: str
    labels: list[str]


@dataclass(frozen=True)
class Progress:
    """How far the intake is. Empty sections are no shortcoming; everything may stay open."""

    is_begun: bool
    is_completed: bool
    outline: Outline
    lines: list[SectionLine]
    continue_at: str
    talks: list[TalkLine] = field(default_factory=list)
    notice: str = ""

    @property
    def minutes_left(self) -> int:
        """How long the sections without anything take together."""
        return sum(line.minutes for line in self.lines if not line.is_filled)

    @property
    def filled(self) -> int:
        """In how many sections something was written."""
        return sum(line.is_filled for line in self.lines)

    @property
    def total(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Draft:
    """Where the browser keeps unsent text of one user in one section."""

    owner: str
    name: str


@dataclass(frozen=True)
class OwnWords:
    """What the participant said that an advice builds on."""

    label: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One question to which two colleagues gave different answers, both in words."""

    code: str
    label: str
    mine: str
    theirs: str
    may_join: bool


def person_facts(journey: Journey) -> PersonFacts:
    """What the intake says about when, how and with what somebody wants to take part. One query."""
    saved = SectionAnswers.objects.filter(intake__journey=journey).values_list("answers", flat=True)
    answers: dict[str, Any] = {}
    for part in saved:
        answers.update(part)
    return rules.person_facts(answers, childcare_needed=journey.participant.childcare_needed)


def people_facts(childcare: Mapping[UUID, bool]) -> dict[UUID, PersonFacts]:
    """The same for many people at once, by journey: one query.

    Given per journey whether childcare was said to be needed at registration.
    """
    answers: dict[UUID, dict[str, Any]] = {}
    for journey, part in ANSWERS.rows(journeys=childcare):
        answers.setdefault(journey, {}).update(part)
    # Of most people who just came nothing is known: they share one answer.
    unknown = {needed: rules.person_facts({}, childcare_needed=needed) for needed in (True, False)}
    return {
        pk: rules.person_facts(answers[pk], childcare_needed=needed)
        if pk in answers
        else unknown[needed]
        for pk, needed in childcare.items()
    }


ANSWERS = Prepared(
    lambda: SectionAnswers.objects.filter(
        Among("intake__journey", Many("journeys", UUIDField()))
    ).values_list("intake__journey", "answers")
)


def progress(
    journey: Journey,
    intake: Intake | None = None,
    *,
    viewer: User | None = None,
    saved: Mapping[str, SectionAnswers] | None = None,
    sections: Sequence[Section] | None = None,
) -> Progress:
    """The sections with what is in them, and where to go on. Four queries at most.

    `sections` are those that the viewer may see: all of them, or the test part alone.
    """
    intake = intake or access.intake_of(journey)
    outline = intake.outline if intake else current_outline()
    if saved is None:
        saved = access.sections_of(intake) if intake else {}
    talks = access.talks_of(intake) if intake else []
    shown = outline.sections if sections is None else sections
    return Progress(
        is_begun=intake is not None,
        is_completed=bool(intake and intake.completed_at) and _is_completed(journey),
        outline=outline,
        lines=[_line(one, saved.get(one.code), viewer, intake) for one in shown],
        continue_at=_continue_at(outline, saved),
        talks=_talk_lines(outline, saved, talks),
        notice=_notice(intake),
    )


def ladder_moment(journey: Journey | None) -> Moment | None:
    """Which measurement belongs to where somebody is: the one at the end, or the one after it."""
    if journey is None or not journey.is_open:
        return None
    return {"closing": Moment.T1_END, "aftercare": Moment.FOLLOW_UP}.get(journey.phase)


def own_words(progress: Progress) -> list[OwnWords]:
    """The answers an advice builds on, in the order of the conversation (R47)."""
    wanted = {"question", "strengths", "obstacles", "analysis"}
    slugs = {one.slug for one in progress.outline.sections if one.code in wanted}
    return [
        OwnWords(label, text)
        for line in progress.lines
        if line.slug in slugs
        for label, text in line.answers
    ]


def told(journey: Journey) -> dict[str, OwnWords]:
    """What was said in the intake, by the code of the question; what stayed open is left out."""
    intake = access.intake_of(journey)
    if intake is None:
        return {}
    saved = access.sections_of(intake)
    words = {}
    for section in intake.outline.sections:
        answers = saved[section.code].answers if section.code in saved else {}
        for question in section.questions:
            if text := rules.in_words(question, answers.get(question.code)):
                words[question.code] = OwnWords(question.label, text)
    return words


def advice_notices(advice: Advice) -> list[Notice]:
    """The texts of an advice that deserve a second look."""
    found = []
    for name in ADVICE_TEXTS:
        kinds = rules.betrays(getattr(advice, name))
        if kinds:
            label = str(getattr(advice._meta.get_field(name), "verbose_name", ""))
            found.append(Notice(name, label, kinds))
    return found


def current_outline() -> Outline:
    """The list that an intake which begins today will keep."""
    return Intake(question_list=access.current_list()).outline


def draft(user: User, intake: Intake, section: Section, *, is_test: bool = False) -> Draft:
    """Under which names the browser keeps what could not be sent yet; they say nothing.

    Each user has names of their own, so that on a shared computer nobody meets another's text.
    """
    part = f"{user.pk}:{intake.pk}:{section.code}:{is_test}"
    return Draft(owner=_secret(str(user.pk))[:16], name=_secret(part)[:24])


def saved_text(saved: SectionAnswers | None, viewer: User | None = None) -> str:
    """`Opgeslagen om 14:03`, with the day and the colleague when those say something."""
    if saved is None or not saved.version:
        return ""
    text = moment_text(saved.saved_at)
    if viewer is None or saved.saved_by_id == viewer.pk:
        return text
    return _("%(text)s door %(name)s") % {"text": text, "name": saved.saved_by.name}


def moment_text(at: datetime) -> str:
    """When something was saved: the clock, and the day when that was not today."""
    moment = timezone.localtime(at)
    words = {"day": dutch_date(moment), "clock": f"{moment.hour:02}:{moment.minute:02}"}
    if moment.date() == today():
        return _("Opgeslagen om %(clock)s") % words
    return _("Opgeslagen op %(day)s om %(clock)s") % words


def differences(
    section: Section, *, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Difference]:
    """What has to be chosen when two colleagues wrote in the same section."""
    return [
        _difference(question, mine.get(question.code), theirs.get(question.code))
        for question in rules.differences(section, mine, theirs)
    ]


def _difference(question: Question, mine: Any, theirs: Any) -> Difference:
    return Difference(
        code=question.code,
        label=question.label,
        mine=rules.in_words(question, mine),
        theirs=rules.in_words(question, theirs),
        may_join=rules.both(question, mine, theirs) is not None,
    )


def _is_completed(journey: Journey) -> bool:
    facts = Milestone.objects.filter(journey=journey, fact=Fact.INTAKE_COMPLETED)
    return facts.standing().exists()


def _line(
    section: Section, saved: SectionAnswers | None, viewer: User | None, intake: Intake | None
) -> SectionLine:
    answers = saved.answers if saved else {}
    words = [(one.label, rules.in_words(one, answers.get(one.code))) for one in section.questions]
    given = [(label, text) for label, text in words if text]
    return SectionLine(
        slug=section.slug,
        label=section.label,
        explanation=section.explanation,
        minutes=section.minutes,
        saved=saved_text(saved, viewer),
        is_today=bool(saved and timezone.localtime(saved.saved_at).date() == today()),
        draft=draft(viewer, intake, section).name if viewer and intake else "",
        answers=given,
    )


def _talk_lines(
    outline: Outline, saved: Mapping[str, SectionAnswers], talks: Sequence[Talk]
) -> list[TalkLine]:
    """Every sitting; of sections from before sittings were noted, the last time they were saved."""
    held: dict[tuple[date, UUID], tuple[str, set[str]]] = {}
    for talk in talks:
        held[talk.held_on, talk.by_id] = (talk.by.name, set(talk.sections))
    for one in saved.values():
        if one.answers:
            key = (timezone.localtime(one.saved_at).date(), one.saved_by_id)
            held.setdefault(key, (one.saved_by.name, set()))[1].add(one.section)
    return [
        TalkLine(
            title=_("Dit gesprek, vandaag") if day == today() else dutch_date(day),
            by=name,
            labels=[section.label for section in outline.sections if section.code in codes],
        )
        for (day, _by), (name, codes) in sorted(held.items(), reverse=True)
    ]


def _notice(intake: Intake | None) -> str:
    """That this intake keeps its own questions, when new intakes get others."""
    if intake is None or intake.newest_version is None:
        return ""
    version = intake.question_list.version
    if intake.newest_version == version:
        return ""
    return _(
        "Deze intake houdt de vragen waarmee zij begon (versie %(version)s). Nieuwe intakes krijgen"
        " andere vragen. U kunt gewoon verder; er gaat niets verloren."
    ) % {"version": version}


def _secret(text: str) -> str:
    return salted_hmac("meedoen.intake.draft", text, algorithm="sha256").hexdigest()


def _continue_at(outline: Outline, saved: Mapping[str, SectionAnswers]) -> str:
    """The first section after the one that was saved last, or the first without anything."""
    written = [one for one in saved.values() if one.answers]
    if not written:
        return outline.sections[0].slug
    last = max(written, key=_saved_at)
    section = outline.section(last.section)
    following = outline.beside(section)[1] if section else None
    empty: Sequence[Section] = [
        one for one in outline.sections if one.code not in {each.section for each in written}
    ]
    if following is not None and following in empty:
        return following.slug
    return empty[0].slug if empty else outline.sections[0].slug


def _saved_at(saved: SectionAnswers) -> tuple[datetime, UUID]:
    return saved.saved_at, saved.id
