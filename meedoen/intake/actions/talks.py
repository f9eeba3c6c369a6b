"""The conversation itself: it begins, is written down part by part, and is done."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.flow import change
from meedoen.core.time import now, today
from meedoen.intake import access, rules
from meedoen.intake.models import Intake, SectionAnswers, Talk
from meedoen.intake.rules import Marks, Question, Section
from meedoen.journeys import actions as journeys
from meedoen.journeys.choices import Fact
from meedoen.journeys.models import Journey


@transaction.atomic
def begin(journey: Journey, *, by: User) -> Intake:
    """The first talk begins. Beginning twice gives the same intake."""
    must_be_open(journey)
    intake, made = Intake.objects.get_or_create(
        journey=journey,
        defaults={"question_list": access.current_list(), "started_by": by},
    )
    if made:
        audit.record("intake.begun", intake, by=by, participant=journey.participant_id)
    journeys.reach(journey, Fact.INTAKE_STARTED, by=by)
    return intake


@transaction.atomic
def save_section(
    intake: Intake,
    *,
    section: str,
    answers: Mapping[str, Any],
    version: int,
    by: User,
    page: str = "",
    is_final: bool = True,
    seen: Marks | None = None,
    leave: Collection[str] = (),
) -> SectionAnswers:
    """What was said in one part is kept, unless a colleague wrote the same question meanwhile.

    `seen` marks what the writer was shown (`rules.marks`): what they did not touch stays as it
    stands now. Without it, everything that changed since `version` counts as a clash. The loser
    gets TooLate with what stands there, to choose from; nothing is overwritten. `page` names the
    open page that types: while it saves by itself (not `is_final`) its own earlier texts do not
    count as somebody else's. Questions in `leave` stay as they are.
    """
    part = part_of(intake, section)
    must_be_open(intake.journey)
    standing = _standing(intake, section, by=by)
    mine = {code: value for code, value in answers.items() if code not in leave}
    kept = rules.tidy(
        part, rules.merged(part, mine=mine, theirs=standing.answers, seen=seen, leave=leave)
    )
    must_have_consent(part, kept)
    changed = {one.code for one in rules.differences(part, kept, standing.answers)}
    if not changed:
        return standing
    if seen is not None or standing.version != version:
        _must_not_clash(part, kept, standing=standing, seen=seen, page=page, by=by)
    _keep(standing, kept, changed=changed, page=page, is_final=is_final, by=by)
    _note_talk(intake, section, by=by)
    audit.record(
        "intake.section_saved", standing, by=by, participant=intake.journey.participant_id,
        facts={"section": section, "version": standing.version, "fields": sorted(changed)},
    )  # fmt: skip
    return standing


@transaction.atomic
def complete(intake: Intake, *, by: User) -> Intake:
    """The talks are done. Nothing is mandatory: an empty section is no obstacle (R102)."""
    must_be_open(intake.journey)
    if intake.completed_at is None:
        moment = now()
        change(intake, version=intake.version, completed_at=moment, completed_by=by)
        audit.record("intake.completed", intake, by=by, participant=intake.journey.participant_id)
    journeys.reach(intake.journey, Fact.INTAKE_COMPLETED, by=by)
    return intake


def part_of(intake: Intake, section: str) -> Section:
    """This section, in the version of the list that the intake began with."""
    part = intake.outline.section(section)
    if part is None:
        raise NotPossible(
            _("Dit deel hoort niet bij deze intake."),
            next_step=_("Ga terug naar het overzicht van de intake."),
        )
    return part


def must_be_open(journey: Journey) -> None:
    """After the end nothing is added."""
    if not journey.is_open:
        raise NotPossible(
            _("Dit traject is afgesloten."),
            next_step=_("Begin een nieuw traject als deze persoon terug is."),
        )


def must_have_consent(part: Section, answers: Mapping[str, Any]) -> None:
    """What asks for a yes is not written down without it."""
    if rules.without_consent(part, answers):
        raise NotPossible(
            _("Voor deze gegevens is toestemming nodig."),
            next_step=_("Vraag het de deelnemer, en kies “ja” bij de toestemming."),
        )


def _standing(intake: Intake, section: str, *, by: User) -> SectionAnswers:
    """What stands in a section now. One writer at a time in one intake."""
    Intake.objects.select_for_update(of=("self",)).filter(pk=intake.pk).first()
    standing = access.section_of(intake, section)
    return standing or SectionAnswers(intake=intake, section=section, version=0, saved_by=by)


def _must_not_clash(
    part: Section,
    kept: Mapping[str, Any],
    *,
    standing: SectionAnswers,
    seen: Marks | None,
    page: str,
    by: User,
) -> None:
    own = {code for code, typing in standing.typed_in.items() if page and typing == page}
    clashing = rules.clashes(part, kept=kept, theirs=standing.answers, seen=seen, own=own)
    if clashing:
        raise _too_late(standing, clashing, by=by)


def _keep(
    standing: SectionAnswers,
    kept: Mapping[str, Any],
    *,
    changed: Collection[str],
    page: str,
    is_final: bool,
    by: User,
) -> None:
    typed_in = {code: typing for code, typing in standing.typed_in.items() if code not in changed}
    if page and is_final:
        typed_in = {code: typing for code, typing in typed_in.items() if typing != page}
    elif page:
        typed_in |= dict.fromkeys(changed, page)
    if standing._state.adding:
        standing.save(force_insert=True)
    change(
        standing, version=standing.version, answers=kept, saved_at=now(), saved_by=by,
        typed_in=typed_in,
    )  # fmt: skip


def _note_talk(intake: Intake, section: str, *, by: User) -> None:
    """Somebody worked on this section today."""
    moment = now()
    talk, _made = Talk.objects.get_or_create(
        intake=intake, by=by, held_on=today(), defaults={"began_at": moment}
    )
    sections = talk.sections if section in talk.sections else [*talk.sections, section]
    Talk.objects.filter(pk=talk.pk).update(last_saved_at=moment, sections=sections)


def _too_late(standing: SectionAnswers, clashing: list[Question], *, by: User) -> TooLate:
    labels = "; ".join(f"“{one.label}”" for one in clashing)
    if standing.saved_by_id == by.pk:
        message = _("U heeft dit ook op een andere plek ingevuld: %(labels)s")
    else:
        message = _("%(name)s heeft dit intussen ook ingevuld: %(labels)s")
    return TooLate(
        message % {"name": standing.saved_by.name, "labels": labels},
        next_step=_("Kies per vraag welke tekst blijft."),
        now={
            "answers": standing.answers,
            "version": standing.version,
            "by": standing.saved_by.name,
            "at": standing.saved_at,
            "codes": frozenset(one.code for one in clashing),
        },
    )
