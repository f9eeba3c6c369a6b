"""Bringing a signal from noticing to a result, and answering whoever spoke up (R43, R79, R113)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible
from meedoen.core.flow import change, next_state
from meedoen.core.ids import new_id
from meedoen.core.text import clean
from meedoen.core.time import now, today
from meedoen.messages import actions as messages
from meedoen.messages.choices import Kind, Way
from meedoen.trends import rules
from meedoen.trends.choices import SignalKind, SignalState, Voice
from meedoen.trends.models import Idea, Signal, SignalStep, UnmetNeed

CORRECTABLE = ("kind", "text", "story", "theme", "neighbourhood", "owner")


@transaction.atomic
def note_signal(
    *, text: str, kind: str, by: User, token: UUID | None = None, owner: User | None = None,
    **facts: Any,
) -> Signal:  # fmt: skip
    """Somebody notices something. The same form sent twice gives one signal."""
    signal, made = Signal.objects.get_or_create(
        token=token or new_id(),
        defaults={"text": clean(text), "kind": kind, "owner": owner or by, "noted_by": by, **facts},
    )
    if made:
        _note(signal, "note", by=by)
        audit.record("trends.signal_noted", signal, by=by, facts={"kind": signal.kind})
    return signal


@transaction.atomic
def gather(needs: Sequence[UnmetNeed], *, by: User) -> Signal:
    """What was missing becomes a signal: only theme, neighbourhood and what lacks go along.

    The needs remember the signal; the signal knows nobody. What is in one already stays there,
    and a double click gives the signal that was made.
    """
    fresh = [one for one in needs if one.signal_id is None]
    if not fresh:
        known = next((one.signal for one in needs if one.signal), None)
        if known is None:
            raise NotPossible(_("Kies eerst wat er ontbreekt."))
        return known
    themes = list(dict.fromkeys(one.theme for one in fresh))
    areas = {one.neighbourhood for one in fresh}
    named = sorted(area.name for area in areas if area)
    missing = list(dict.fromkeys(code for one in fresh for code in one.missing))
    signal = note_signal(
        text=rules.signal_text(themes[:3], named[:3], missing[:3])[:300],
        kind=SignalKind.BOTTLENECK, by=by,
        theme=themes[0] if len(themes) == 1 else "",
        neighbourhood=areas.pop() if len(areas) == 1 else None,
    )  # fmt: skip
    UnmetNeed.objects.filter(pk__in=[one.pk for one in fresh], signal=None).update(signal=signal)
    for need in fresh:
        need.signal = signal
        audit.record(
            "trends.need_signalled", need, by=by, participant=need.journey.participant_id,
            facts={"theme": need.theme},
        )  # fmt: skip
    return signal


@transaction.atomic
def correct_signal(signal: Signal, *, version: int, by: User, **facts: Any) -> Signal:
    """Another text, theme, neighbourhood or owner."""
    changed = {name: facts[name] for name in CORRECTABLE if name in facts}
    handed = "owner" in changed and changed["owner"].pk != signal.owner_id
    change(signal, version=version, **changed)
    if handed:
        _note(signal, "hand_over", by=by, words=changed["owner"].name)
    audit.record("trends.signal_corrected", signal, by=by, facts={"fields": sorted(changed)})
    return signal


@transaction.atomic
def step(signal: Signal, *, verb: str, version: int, by: User, words: str, **facts: Any) -> Signal:
    """The next thing was done: looked at, thought of, begun, finished.

    Facts: `offer`, the activity as it stands in the directory. An idea becomes an idea of its own.
    """
    new = next_state(signal.FLOW, signal.state, verb)
    said = clean(words)
    if not said:
        raise NotPossible(_("Schrijf in één zin op wat er is."))
    if new == SignalState.RESULT:
        facts["result"] = said[:300]
    change(signal, version=version, state=new, state_since=now(), **facts)
    _note(signal, verb, by=by, words=said)
    if verb == "think":
        note_idea(
            text=said[:500], voice=Voice.COLLEAGUE, by=by, signal=signal, theme=signal.theme,
            neighbourhood=signal.neighbourhood,
        )  # fmt: skip
    audit.record("trends.signal_moved", signal, by=by, facts={"verb": verb, "state": new})
    return signal


@transaction.atomic
def lay_aside(signal: Signal, *, version: int, reason: str, by: User) -> Signal:
    """Nothing comes of it now, and why; it can be taken up again."""
    return _turn(signal, "lay_aside", version=version, words=reason, by=by)


@transaction.atomic
def take_up(signal: Signal, *, by: User) -> Signal:
    """It is looked at again after all; when that was done already, nothing happens."""
    if signal.is_open:
        return signal
    return _turn(signal, "take_up", version=signal.version, words="", by=by)


@transaction.atomic
def tell_back(signal: Signal, *, words: str, version: int, by: User) -> Signal:
    """Whoever noticed it hears what came of it: on the page, and by mail when it is a colleague."""
    said = clean(words)
    if not said:
        raise NotPossible(_("Schrijf op wat u terugzegt."))
    change(signal, version=version, told_back_at=now())
    _note(signal, "tell_back", by=by, words=said)
    noticed = signal.noted_by
    if noticed.pk != by.pk and noticed.is_active:
        messages.queue(
            key=f"trends.told_back:{signal.pk}:{signal.version}", kind=Kind.OTHER, way=Way.MAIL,
            to_name=noticed.name, address=noticed.email,
            subject=_("Wat er met uw signaal gebeurde"),
            body=_told_back(signal, said, by), by=by,
        )  # fmt: skip
    audit.record("trends.signal_told_back", signal, by=by)
    return signal


@transaction.atomic
def note_idea(
    *, text: str, voice: str, by: User, token: UUID | None = None, **facts: Any
) -> Idea:  # fmt: skip
    """Somebody would like something. Who is no colleague is promised an answer (R113).

    Facts: `journey` (the participant who said it), `signal`, `theme`, `neighbourhood`.
    """
    idea, made = Idea.objects.get_or_create(
        token=token or new_id(),
        defaults={
            "text": clean(text), "voice": voice, "noted_by": by,
            "answer_by": rules.answer_due(voice, today()), **facts,
        },
    )  # fmt: skip
    if made:
        audit.record(
            "trends.idea_noted", idea, by=by, facts={"voice": voice},
            participant=idea.journey.participant_id if idea.journey else None,
        )  # fmt: skip
    return idea


@transaction.atomic
def answer_idea(idea: Idea, *, answer: str, version: int, by: User) -> Idea:
    """We said something back; a later answer takes the place of the first."""
    said = clean(answer)
    if not said:
        raise NotPossible(_("Schrijf op wat u antwoordt."))
    change(idea, version=version, answer=said, answered_by=by, answered_at=now())
    audit.record(
        "trends.idea_answered", idea, by=by,
        participant=idea.journey.participant_id if idea.journey else None,
    )  # fmt: skip
    return idea


def _turn(signal: Signal, verb: str, *, version: int, words: str, by: User) -> Signal:
    said = clean(words)
    if verb == "lay_aside" and not said:
        raise NotPossible(_("Schrijf op waarom dit opzij gaat."))
    new = next_state(signal.FLOW, signal.state, verb)
    change(signal, version=version, state=new, state_since=now())
    _note(signal, verb, by=by, words=said)
    audit.record("trends.signal_moved", signal, by=by, facts={"verb": verb, "state": new})
    return signal


def _note(signal: Signal, verb: str, *, by: User, words: str = "") -> None:
    SignalStep.objects.create(signal=signal, verb=verb, state=signal.state, words=words, by=by)


def _told_back(signal: Signal, said: str, by: User) -> str:
    parts = [
        _("Beste %(name)s,") % {"name": signal.noted_by.name},
        _("U meldde: %(text)s") % {"text": signal.text},
        said,
        _("Met vriendelijke groet,")
        + "\n"
        + "\n".join(filter(None, (by.name, settings.AGENCY_NAME))),
    ]
    return "\n\n".join(parts)
