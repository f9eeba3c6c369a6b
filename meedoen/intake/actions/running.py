"""What every verb of the intake asks first."""

from django.utils.translation import gettext as _

from meedoen.core.errors import NotPossible
from meedoen.journeys.models import Journey


def must_be_open(journey: Journey) -> None:
    """Nothing is added to a journey that has ended."""
    if not journey.is_open:
        raise NotPossible(
            _("Dit traject is afgesloten."),
            next_step=_("Begin een nieuw traject als deze persoon terug is."),
        )
