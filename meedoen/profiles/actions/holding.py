"""One writer at a time, and a double click that makes one thing."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from meedoen.core.errors import TooLate
from meedoen.participants.models import Participant

M = TypeVar("M", bound=Model)


def hold(participant: Participant) -> None:
    """One writer at a time in one profile."""
    Participant.objects.select_for_update(of=("self",)).filter(pk=participant.pk).first()


def made_before(model: type[M], token: UUID | None, **belongs: UUID) -> M | None:
    """What a double click already made; a token that belongs elsewhere is refused."""
    there = model._base_manager.filter(pk=token).first() if token else None
    if there is not None and any(getattr(there, name) != pk for name, pk in belongs.items()):
        raise TooLate(
            _("Dit formulier is al eens gebruikt."),
            next_step=_("Ververs de pagina en begin opnieuw."),
        )
    return there
