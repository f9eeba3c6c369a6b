"""What a contact note may say about days, as pure decisions."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

OLDEST = timedelta(days=5 * 366)
FARTHEST = timedelta(days=2 * 366)
MOST_TOGETHER = 60


def day_problem(on: date, *, today: date) -> Words:
    """Why a contact cannot have been on this day, or nothing."""
    if on > today:
        return _("Deze dag is nog niet geweest. Zet iets wat u gaat doen bij de volgende stap.")
    if on < today - OLDEST:
        return _("Deze dag is langer dan vijf jaar geleden. Kijk of het jaar klopt.")
    return ""


def next_step_problem(*, next_step: str, next_step_on: date | None, today: date) -> Words:
    """Why this next step does not fit its day, or nothing."""
    if next_step_on is None:
        return ""
    if not next_step:
        return _("Schrijf er ook bij wat wij dan doen.")
    if next_step_on < today:
        return _("Deze dag is al voorbij. Kies vandaag of later.")
    if next_step_on > today + FARTHEST:
        return _("Deze dag is meer dan twee jaar weg. Kijk of het jaar klopt.")
    return ""
