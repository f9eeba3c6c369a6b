"""What the database guarantees about anything that holds from a day until another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def in_order(name: str) -> models.CheckConstraint:
    """It does not end before it began; without an end it still holds."""
    return models.CheckConstraint(
        condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
        name=name,
        violation_error_message=_("De einddatum ligt voor de begindatum."),
    )


def begins_before_end(name: str) -> models.CheckConstraint:
    """It does not end on a day before the one it starts on, where both are known."""
    return models.CheckConstraint(
        condition=models.Q(starts_on__isnull=True)
        | models.Q(ends_on__isnull=True)
        | models.Q(ends_on__gte=models.F("starts_on")),
        name=name,
        violation_error_message=_("De einddatum ligt voor de begindatum."),
    )
