"""Words of places: how it stands with somebody and an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where somebody is between asking for a place and having had one."""

    WAITING = "waiting", _("op de wachtlijst")
    OFFERED = "offered", _("uitgenodigd")
    PLACED = "placed", _("heeft een plaats")
    ENDED = "ended", _("deed mee")
    LAPSED = "lapsed", _("niet langer vrijgehouden")
    WITHDRAWN = "withdrawn", _("toch niet")


# These take a place; these are not over yet.
HOLDING = (State.OFFERED, State.PLACED)
OPEN = (State.WAITING, *HOLDING)

FLOW: dict[str, dict[str, str]] = {
    State.WAITING: {"offer": State.OFFERED, "place": State.PLACED, "withdraw": State.WITHDRAWN},
    State.OFFERED: {"place": State.PLACED, "lapse": State.LAPSED, "withdraw": State.WITHDRAWN},
    State.PLACED: {"end": State.ENDED, "withdraw": State.WITHDRAWN},
}
