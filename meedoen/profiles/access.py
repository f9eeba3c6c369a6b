"""Who may read and write a profile, and what plans and matching may ask of it."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from meedoen.accounts.choices import Permission
from meedoen.accounts.models import User
from meedoen.core.errors import NotPossible, found
from meedoen.intake.choices import Theme
from meedoen.journeys import access as journeys
from meedoen.participants import access as participants
from meedoen.participants.models import Participant
from meedoen.profiles.choices import Part
from meedoen.profiles.models import Need, NeedQuerySet, Remark, SubGoal, Text, TextQuerySet
from meedoen.profiles.rules import BY_SLUG


def to_see(user: User, participant_id: UUID) -> Participant:
    """The participant, for whoever may see the whole dossier; an assessor finds nothing."""
    return participants.to_see(user, participant_id)


def to_write(user: User, participant_id: UUID) -> Participant:
    """The participant, for whoever may hold an intake with them while a journey runs."""
    journey = journeys.to_work_on(user, participant_id, permission=Permission.INTAKE)
    return journey.participant


def to_remark(user: User, participant_id: UUID) -> Participant:
    """The participant, for whoever writes down what they say. Also when the journey has ended."""
    return participants.to_change(user, participant_id, permission=Permission.INTAKE)


def part_at(slug: str) -> Part:
    """The part of the story at this address."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def texts_of(participant: Participant) -> TextQuerySet:
    """The texts that count, one for each part that was written."""
    return Text.objects.filter(participant=participant).that_count().select_related("by")


def versions_of(participant: Participant, part: Part) -> TextQuerySet:
    """Every text of one part, the last one first."""
    texts = Text.objects.filter(participant=participant, part=part)
    return texts.select_related("by").order_by("-version")


def text_of(participant: Participant, part: Part) -> Text | None:
    """The text of this part that counts."""
    return versions_of(participant, part).first()


def needs_of(participant: Participant) -> NeedQuerySet:
    """Wishes and points of attention, what matters most first, with their sub-goals."""
    needs = Need.objects.filter(participant=participant).in_order()
    return needs.prefetch_related("subgoals")


def wishes_of(participant: Participant) -> NeedQuerySet:
    """The development wishes that are open, in the order of the participant.

    For whoever makes a plan or looks for offers: a wish is in the participant's own words and may
    become a goal as it stands.
    """
    return Need.objects.filter(participant=participant).wishes().open().in_order()


def themes_of(participant: Participant) -> frozenset[Theme]:
    """What the open wishes and points of attention are about, for finding offers that fit."""
    themes = Need.objects.filter(participant=participant).open().exclude(theme="")
    return frozenset(Theme(one) for one in themes.values_list("theme", flat=True))


def remarks_of(participant: Participant) -> list[Remark]:
    """What the participant said of what we wrote, the last remark first."""
    return list(Remark.objects.filter(participant=participant).select_related("noted_by"))


def need(participant: Participant, need_id: UUID) -> Need:
    """One wish or point of attention of this participant."""
    one = found(Need.objects.filter(participant=participant), pk=need_id)
    one.participant = participant
    return one


def open_wish(participant: Participant, need_id: UUID) -> Need:
    """One development wish that is still open."""
    one = need(participant, need_id)
    if not (one.is_wish and one.is_open):
        raise NotPossible(
            _("Deze wens is er niet meer."), next_step=_("Kies een andere wens uit het profiel.")
        )
    return one


def subgoal(participant: Participant, subgoal_id: UUID) -> SubGoal:
    """One sub-goal of this participant."""
    one = found(
        SubGoal.objects.filter(need__participant=participant).select_related("need"), pk=subgoal_id
    )
    one.need.participant = participant
    return one
