"""Writing down the story as the participant tells it, and what they say of it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.accounts.models import User
from meedoen.audit import actions as audit
from meedoen.core.errors import NotPossible, TooLate
from meedoen.core.forms import LONG
from meedoen.core.ids import new_id
from meedoen.core.time import today
from meedoen.participants.models import Participant
from meedoen.profiles import access, rules
from meedoen.profiles.actions.holding import hold, made_before
from meedoen.profiles.choices import Part
from meedoen.profiles.models import Remark, Text


@transaction.atomic
def write(
    participant: Participant, part: Part, *, text: str, version: int, by: User
) -> Text | None:
    """This part of the story reads like this from now on; what stood there stays to be read.

    `version` is the last text that the writer saw (0 for none). Who comes second gets TooLate
    with what stands there now; the same text again changes nothing.
    """
    text = text.strip()
    hold(participant)
    standing = access.text_of(participant, part)
    if text == (standing.text if standing else ""):
        return standing
    if (standing.version if standing else 0) != version:
        raise _too_late(standing)
    return _next(participant, part, standing=standing, text=text, by=by)


@transaction.atomic
def take_over(participant: Participant, part: Part, *, words: str, by: User) -> Text | None:
    """What was said in the intake comes into this part as well; nobody types it twice (R3).

    It is put behind what stands there, so nobody's text is lost; taking it twice changes nothing.
    """
    hold(participant)
    standing = access.text_of(participant, part)
    text = rules.joined(standing.text if standing else "", words)
    if standing is not None and text == standing.text:
        return standing
    if len(text) > LONG:
        raise NotPossible(
            _("Dit deel wordt dan te lang."), next_step=_("Maak de tekst eerst wat korter.")
        )
    return _next(participant, part, standing=standing, text=text, by=by)


@transaction.atomic
def remark(
    participant: Participant, *, text: str, by: User, said_on: date | None = None,
    token: UUID | None = None,
) -> Remark:  # fmt: skip
    """The participant says something of what we wrote. It stays as it was said (AVG article 16)."""
    hold(participant)
    there = made_before(Remark, token, participant_id=participant.pk)
    if there is not None:
        return there
    if not text.strip():
        raise NotPossible(_("Schrijf op wat de deelnemer zegt."))
    on = said_on or today()
    if on > today():
        raise NotPossible(_("Deze dag moet nog komen."), next_step=_("Vul in wanneer het was."))
    made = Remark(
        id=token or new_id(), participant=participant, text=text.strip(), said_on=on, noted_by=by
    )
    made.save(force_insert=True)
    audit.record("profiles.remarked", made, by=by, participant=participant.pk)
    return made


def _next(
    participant: Participant, part: Part, *, standing: Text | None, text: str, by: User
) -> Text:
    version = standing.version + 1 if standing else 1
    made = Text(participant=participant, part=part, version=version, text=text, by=by)
    made.save(force_insert=True)
    audit.record(
        "profiles.written", made, by=by, participant=participant.pk,
        facts={"part": part.value, "version": version},
    )  # fmt: skip
    return made


def _too_late(standing: Text | None) -> TooLate:
    name = standing.by.name if standing else _("Een collega")
    return TooLate(
        _("%(name)s heeft dit deel intussen ook opgeschreven.") % {"name": name},
        next_step=_("Vergelijk de teksten. Slaat u nog eens op, dan geldt wat u hieronder heeft."),
        now={
            "text": standing.text if standing else "",
            "version": standing.version if standing else 0,
        },
    )
